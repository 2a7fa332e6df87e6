/** jsonrepair, for answers of models that are JSON but for a slip; replaced by one bundled file in the published package. */
export { jsonrepair } from 'jsonrepair';
