export const SAYING_TAUGHT_BY = '';
export const SAYING_WEIGHTS = '{}';
