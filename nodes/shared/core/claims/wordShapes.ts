import { remembered } from '../text/remembered';

/**
 * Shapes of words that nobody taught, by their ends: who does it (`mos`), what is to be done (`ar`), what was done to it (`ado`). What a word does in a sentence is seen
 * of it whatever the word.
 */
const SHAPES = [/mos$/, /[aei]r$/, /ndo$/, /[ai]d[oa]s?$/, /mente$/, /[ae]m$/, /s$/];
export const SHAPE_COUNT = SHAPES.length + 1;

/** People use the same few thousand words. */
const MOST_KEPT = 4096;
/** @returns a number below SHAPE_COUNT */
export const shapeOf = remembered((word): number => 1 + SHAPES.findIndex((shape) => shape.test(word)), MOST_KEPT);
