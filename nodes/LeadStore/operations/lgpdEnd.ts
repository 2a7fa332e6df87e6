import { listOf, recordOf, textOf as asText } from '../../shared/core/json/readers';
import { jsonObjectOf } from '../../shared/core/json/parsedJson';
import { exportPage } from '../../shared/core/law/page';
import { receiptText } from '../../shared/core/law/receipt';
import { isDone, isStep, type Step } from '../../shared/core/law/step';
import { finishErasure, forgetReceipts, type Targets } from '../../shared/store/law';
import { eraseExecutions } from '../law/executions';
import { type StoreOperations } from '../operation';

const jsonProperty = (displayName: string, name: string, description: string, initial: string) => ({
	displayName,
	name,
	type: 'json' as const,
	default: initial,
	description,
});

/** What is left to be tried once more: whatever no step tells of, and whatever failed. */
function leftOf(targets: Targets, steps: Step[]): { left: Targets; silent: Step[] } {
	const [hasChatwoot, hasCrm] = (['Chatwoot', 'PipeRun'] as const).map((place) => steps.some(({ where }) => where === place));
	const silent: Step[] = [
		...(!hasChatwoot
			? (targets.chatwoot ?? []).map(({ account, conversation }): Step => ({
					what: 'conversation',
					where: 'Chatwoot',
					id: `${account}/${conversation}`,
					result: 'failed',
					reason: 'o Chatwoot não respondeu, ou não está ligado a este fluxo',
				}))
			: []),
		...(!hasCrm
			? (targets.crm ?? []).map(({ person_id: id }): Step => ({
					what: 'person',
					where: 'PipeRun',
					id: String(id ?? '?'),
					result: 'failed',
					reason: 'o PipeRun não respondeu, ou não está ligado a este fluxo',
				}))
			: []),
	];
	const isOpen = (place: Step['where']) => [...steps, ...silent].some((step) => step.where === place && !isDone(step));
	const left: Targets = {
		...(isOpen('Chatwoot') && { chatwoot: targets.chatwoot }),
		...(isOpen('PipeRun') && { crm: targets.crm }),
		...(isOpen('n8n') && { executions: targets.executions }),
	};
	return { left, silent };
}

/** How a request about somebody's data ends: files for the person, or a receipt. */
export const lgpdEnd: StoreOperations = {
	exportFiles: {
		name: 'Make Export Files',
		action: 'Make files of an export',
		description: 'Make one JSON file and one page to read of what Export Person and the other systems gave',
		properties: [
			jsonProperty('Export', 'exported', 'What Export Person gave', '={{ $json }}'),
			jsonProperty('Other Systems', 'others', 'What they gave, by their name', '{}'),
		],
		run: async (context, _, itemIndex) => {
			const exported = jsonObjectOf('Export', context.getNodeParameter('exported', itemIndex));
			const others = jsonObjectOf('Other Systems', context.getNodeParameter('others', itemIndex, '{}'));
			const [at, phone] = [asText(exported.exported_at), asText(exported.phone)];
			if (!at || !phone) throw new RangeError('"Export" is not what Export Person gives: connect it, or hand its item through');
			const { ids, tables } = exported;
			const whole = { exported_at: at, phone, ids, ...recordOf({ tables }), ...others };
			const page = exportPage({ exported_at: at, phone, database: recordOf(tables) as Record<string, unknown[]>, others });
			const name = `dados-${at.slice(0, 10)}`;
			const file = async (text: string, ending: string, type: string) =>
				await context.helpers.prepareBinaryData(Buffer.from(text), `${name}.${ending}`, type);
			return {
				json: { done: true, phone, text: 'Arquivos prontos.' },
				binary: {
					json: await file(JSON.stringify(whole, null, '\t'), 'json', 'application/json'),
					html: await file(page, 'html', 'text/html'),
				},
			};
		},
	},
	eraseExecutions: {
		name: 'Erase Executions',
		action: 'Erase saved executions of a person',
		description:
			"Delete n8n's saved executions that were about a person, and look for each again; without an n8n API credential they stay, and that is told",
		properties: [jsonProperty('Executions', 'executions', 'IDs, as Erase Person gives them', '={{ $json.targets.executions }}')],
		run: async (context, _, itemIndex) => {
			const given = context.getNodeParameter('executions', itemIndex, '[]');
			const ids = listOf(typeof given === 'string' ? JSON.parse(given || '[]') : given)
				.map(asText)
				.filter(Boolean);
			return { json: { steps: (await eraseExecutions(context, itemIndex, ids)) as never } };
		},
	},
	finishErasure: {
		name: 'Finish Erasure',
		action: 'Finish an erasure',
		description: 'Keep what became of a person in other systems, close the request, and send the receipt',
		properties: [
			jsonProperty('Erasure', 'erasure', 'What Erase Person gave', '={{ $json }}'),
			jsonProperty('Steps', 'steps', 'What Chatwoot, PipeRun and n8n gave, in one list', '[]'),
			{
				displayName: 'Send the Receipt',
				name: 'sendReceipt',
				type: 'boolean',
				default: true,
				description: 'Whether the person gets the receipt by WhatsApp; it is erased as well ten minutes later',
			},
		],
		run: async (context, store, itemIndex) => {
			const erasure = jsonObjectOf('Erasure', context.getNodeParameter('erasure', itemIndex));
			const given = context.getNodeParameter('steps', itemIndex, '[]');
			const steps = listOf(typeof given === 'string' ? JSON.parse(given || '[]') : given).filter(isStep);
			const [protocol, phone, at] = [asText(erasure.protocol), asText(erasure.phone), asText(erasure.at)];
			if (!protocol || !at) throw new RangeError('"Erasure" is not what Erase Person gives: connect it, or hand its item through');
			const { left, silent } = leftOf(recordOf(erasure.targets) as Targets, steps);
			const all = [...steps, ...silent];
			const text = receiptText({ protocol, at, counts: recordOf(erasure.counts) as Record<string, number>, steps: all });
			const receipt = context.getNodeParameter('sendReceipt', itemIndex, true) === true && phone ? text : '';
			const finished = await finishErasure(store, { protocol, steps: all, left, phone, receipt });
			if (!finished.finished) throw new RangeError(`There is no erasure with the protocol ${protocol}: run Erase Person first`);
			return {
				json: { done: true, protocol, steps: all as never, left: left as never, receipt_queued: finished.receipt_queued ?? false, text },
			};
		},
	},
	forgetReceipts: {
		name: 'Forget Receipts',
		action: 'Forget receipts that were sent',
		description:
			'Take receipts of erasures out of the database ten minutes after they were sent, with their echoes; to be run every few minutes',
		properties: [],
		run: async (_, store) => ({ json: { forgotten: await forgetReceipts(store) } }),
	},
};
