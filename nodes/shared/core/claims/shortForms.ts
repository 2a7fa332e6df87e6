import { nameOfState, STATE_CODES } from '../brazil/places';
import { DAY_WORDS } from './opening';

/** Ways in which operators write their texts short, written out as they are read: so a reply may say them at length. */

const STATE = `(?:${STATE_CODES.join('|')})`;
/** "SP, PR e SC": of several in a row each is a state; one alone stands behind its city. */
const STATES = new RegExp(`\\b${STATE}(?:(?:, ?| ?/ ?| e )${STATE})+\\b`, 'g');
const ONE_STATE = new RegExp(`\\b${STATE}\\b`, 'g');

/** @param text as it was written: only capitals make a state of "SE" */
export const withStates = (text: string): string =>
	text.replace(STATES, (all) => all.replace(ONE_STATE, (state) => `${state} ${nameOfState(state)}`));

const DAY = `(?:${DAY_WORDS}|feriado)(?:-feira)?s?`;
const HOUR = '(2[0-4]|1\\d|0?\\d)';
const TO = ' ?(as|a|ate|[-–]) ?';
const ENDS = '(?= *(?:[,;.)/|]|$| e ))';
/** "Seg a sex 8 as 18, sab 8 as 12": behind a day, and before nothing that is counted, they are hours. */
const BARE_HOURS = new RegExp(`(?<=\\b${DAY}(?:,|:| das?| de)? )${HOUR}${TO}${HOUR}${ENDS}`, 'g');
/** "13h30-18": behind an hour the other end is one. */
const BARE_END = new RegExp(`(?<![\\d:])(\\d{1,2}(?:h(?:[0-5]\\d)?|:[0-5]\\d))${TO}${HOUR}${ENDS}`, 'g');
/** @param line in lower case without accents */
export const withHours = (line: string): string =>
	/\d/.test(line) ? line.replace(BARE_HOURS, '$1h $2 $3h').replace(BARE_END, '$1 $2 $3h') : line;
