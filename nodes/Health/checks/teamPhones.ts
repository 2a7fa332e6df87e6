import { InvalidPhone, parseTypedPhone } from '../../shared/core/brazil/phone';
import { companySettings } from '../../shared/core/company/settings';
import { at, recordsOf, textOf } from '../../shared/core/json/readers';
import { send } from '../../shared/http/send';
import { zApi } from '../../ZApi/api';
import { ok, type Asks, type Check, type Finding } from '../finding';

/** Whether the numbers that get notices are numbers, and on WhatsApp where the provider can tell. */
export const teamPhones: Check = {
	integration: 'team_phone',
	credential: null,
	look: async (asks) => {
		const findings: Finding[] = [];
		for (const typed of asks.teamPhones.length > 0 ? asks.teamPhones : await ofCompany(asks)) findings.push(await judged(typed, asks));
		return findings;
	},
};

/** Those that the company named in its settings; none where its database cannot be asked, which says so itself. */
async function ofCompany({ store, facts }: Asks): Promise<string[]> {
	if (!store) return [];
	const { team_phone, sales_phone, privacy_phone, technical_phone } = companySettings(
		await facts().then(
			(known) => known.company_settings,
			() => null,
		),
	);
	return [...new Set([team_phone, sales_phone, privacy_phone, technical_phone].filter((phone) => phone !== undefined))];
}

async function judged(typed: string, { context, chosen }: Asks): Promise<Finding> {
	const wrong = (reason: string, message: string): Finding => ({
		integration: 'team_phone',
		outcome: 'error',
		detail: typed,
		reason,
		message,
		remedy: 'Correct the number of the team, here and in the workflows that send notices.',
		fault: null,
	});
	let sendTo: string;
	try {
		({ sendTo } = parseTypedPhone(typed));
	} catch (error) {
		if (!(error instanceof InvalidPhone)) throw error;
		return wrong('no_phone', `"${typed}" is no phone number`);
	}
	if (!chosen.has(zApi.credentialType)) return ok('team_phone', typed);
	// One that cannot be asked is told of by its own check.
	const answer = await send(context, zApi, { method: 'GET', path: `/phone-exists/${sendTo}`, repeatable: true }).catch(() => null);
	const exists = Array.isArray(answer) ? recordsOf(answer)[0]?.exists : at(answer, 'exists');
	return textOf(exists) === 'false' || exists === false ? wrong('not_on_whatsapp', `${typed} is not on WhatsApp`) : ok('team_phone', typed);
}
