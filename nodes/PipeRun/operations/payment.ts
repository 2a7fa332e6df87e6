import { count, decimal, flag, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { entry } from '../answer';
import { whole } from '../api';
import { code, day, id, period, record, sort, timestamps } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const method = noun('payment method', 'forma de pagamento');
const payment = noun('proposal payment', 'pagamento de parcela de proposta');

const USES = { 1: 'Products and Services (P&S)', 2: 'Recurring (MRR)' };
const kind = () => id('Payment Method Type ID', '1 boleto, 2 credit card, 3 bank transfer, 4 cash, 5 debit card, 6 check and so on');
const terms = (percent: typeof decimal): Fields => ({
	config_active: flag('Active', 'Whether the payment method is active', true),
	discount: percent('Discount', { description: 'In percent' }),
	down_payment: percent('Down Payment', { description: 'In percent' }),
	term: count('First Instalment After', {}, { description: 'In days' }),
	interval: count('Instalment Interval', {}, { description: 'In days' }),
	parcels: count('Instalments', { min: 1 }),
});
const wholePercent = (displayName: string, wording: { description?: string } = {}) => count(displayName, {}, wording);

export const paymentMethod: Resource = {
	name: 'Payment Method',
	description: 'Forma de pagamento',
	operations: {
		create: operation({
			...creates(method),
			request: 'POST /paymentMethods',
			fields: {
				description: required(text('Description', { placeholder: 'e.g. Boleto 30 dias' })),
				payment_method_type_id: required(kind()),
				type: required(code('For', USES)),
			},
			options: terms(decimal),
		}),
		get: operation({
			...gets(method),
			request: 'GET /paymentMethods/{payment_method_id}',
			fields: { payment_method_id: record('Payment Method') },
		}),
		getMany: operation({
			...lists(method),
			request: 'GET /paymentMethods',
			fields: {},
			options: { payment_method_type_id: kind(), type: code('For', USES), ...terms(wholePercent), ...timestamps() },
		}),
		update: operation({
			...updates(method),
			request: 'PUT /paymentMethods/{payment_method_id}',
			fields: { payment_method_id: record('Payment Method') },
			options: { description: text('Description'), payment_method_type_id: kind(), type: code('For', USES), ...terms(decimal) },
		}),
		delete: operation({
			...deletes(method),
			request: 'DELETE /paymentMethods/{payment_method_id}',
			fields: { payment_method_id: record('Payment Method') },
		}),
		getManyTypes: operation({
			...lists(method),
			name: 'Get Many Types',
			action: 'Get many payment method types',
			description: 'List the types of payment methods (tipos de formas de pagamento)',
			request: 'GET /paymentMethodTypes',
			fields: {},
			options: { sort: sort() },
		}),
	},
};

export const proposalPayment: Resource = {
	name: 'Proposal Payment',
	description: 'Pagamento de parcela de proposta',
	operations: {
		create: operation({
			...creates(payment),
			request: 'POST /proposalParcelPayments',
			fields: {
				proposal_id: record('Proposal'),
				proposal_parcel_id: record('Instalment'),
				value: required(decimal('Value Paid')),
				paid_at: required(day('Paid On')),
			},
			options: { commission_value: count('Commission', {}) },
		}),
		getOfInstalment: operation({
			name: 'Get Many of Instalment',
			action: 'Get many proposal payments of instalment',
			description: 'List what was paid of one instalment (parcela)',
			request: 'GET /proposals/{proposal_id}/parcels/{proposal_parcel_id}/payments',
			paging: whole,
			output: entry,
			fields: { proposal_id: record('Proposal'), proposal_parcel_id: record('Instalment') },
		}),
		getMany: operation({
			...lists(payment),
			request: 'GET /proposalParcelPayments',
			fields: {},
			options: {
				id: id('Payment ID'),
				proposal_parcel_id: id('Instalment ID'),
				value: decimal('Value'),
				commission_value: decimal('Commission'),
				sort: sort(),
				...period('paid_at', 'Paid'),
				...timestamps(),
			},
		}),
	},
};
