/** csv-parse, for lists that people paste and files that their spreadsheets save; replaced by one bundled file in the published package. */
export { parse, CsvError } from 'csv-parse/sync';
