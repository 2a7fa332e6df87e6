/** Which network an address is in, after IANA's special-purpose registries; replaced by one bundled file in the published package. */
export { default as ipaddr } from 'ipaddr.js';
