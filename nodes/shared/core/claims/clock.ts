const SLASH_DATE = /(?<![\d/])\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\d/%])(?!\s*(?:v|volts?|de gordura)\b)|(?<![\d/])\d{1,2}\/20\d\d/g;
/** Times of day: with minutes, after a word that leads to one, in a pair ("8h às 12h", "entre 14h e 15h"), and noon. */
const HOUR = '(?:[01]?\\d|2[0-4])';
const PART = 'd[ae] (?:manha|tarde|noite|madrugada)\\b';
const CLOCK = new RegExp(
	`(?<!\\d)\\d{1,2}:\\d{2}h?|(?<=\\b(?:das|as|pelas|apos as|antes das) )${HOUR} ?h(?:oras)?\\b|(?<=(?<!em )\\bate )${HOUR}h\\b|\\b\\d{1,2}h\\d{2}\\b|` +
		`(?<=(?<!(?:dura|leva|demora)\\w* )\\bentre )(?:as )?${HOUR}h(?: e (?:as )?${HOUR}h)\\b|\\b${HOUR}h?(?: as | - |-)(?=${HOUR}h\\b)|\\b(?<=(?:ao|as|ate|o) )meio[ -]dia\\b|` +
		// "7 da manhã", "entre 6 e 11 da manhã"
		`\\b${HOUR}h?(?: as | a | e )(?=${HOUR}h? ${PART})|\\b${HOUR}h?(?= ${PART})|` +
		// "sexta 10h": nothing takes so long that is not said to.
		`(?<!\\b(?:de|por|em|durante|leva|dura|demora|ate|uns|umas|cerca de|com|apos|cada|sao|tem) )\\b(?:[7-9]|1\\d|2[0-3])h\\b(?! (?:de|por|seguidas))`,
	'g',
);

/** A sentence in lower case with a sign in place of each hour (`{H}`) and date (`{D}`) in digits: they count nothing. A part ("1/3 agora") is no date. */
export const withoutClock = (text: string): string =>
	/\d|meio/.test(text) ? text.replace(CLOCK, '{H}').replace(SLASH_DATE, (date) => (/\b1\/[2-9]$/.test(date) ? date : '{D}')) : text;
