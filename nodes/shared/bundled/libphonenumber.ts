/** Google's numbering plans for numbers outside Brazil; replaced by one bundled file in the published package. */
export { parsePhoneNumberFromString } from 'libphonenumber-js/max';
