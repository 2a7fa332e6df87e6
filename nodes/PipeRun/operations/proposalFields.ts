import { count, decimal, entries, longText, required, text, type Fields } from '../../shared/kit/field';
import { code, day, html, id, user } from '../fields';

const AMOUNT = { 0: 'Percent', 1: 'Amount' };
export const STATUSES = { 0: 'Open', 1: 'Approved', 2: 'Refused', 3: 'Cancelled', 4: 'Waiting for Signature', 5: 'Signed' };

const money = (): Fields => ({
	payment_method_id: id('Payment Method ID (P&S)'),
	payment_method_mrr_id: id('Payment Method ID (MRR)'),
	currency_id: code('Currency', { 1: 'Brazilian Real', 2: 'US Dollar', 3: 'Euro' }),
	commission_type: code('Commission Type (P&S)', AMOUNT),
	commission_value: decimal('Commission (P&S)'),
	comission_type_mrr: code('Commission Type (MRR)', AMOUNT),
	comission_value_mrr: decimal('Commission (MRR)'),
	first_payment_date: day('First Payment (P&S)'),
	first_payment_mrr_date: day('First Payment (MRR)'),
	first_payment_interval: count('First Instalment After', {}, { description: 'In days' }),
	parcels: count('Instalments (P&S)', {}),
	parcels_mrr: count('Instalments (MRR)', {}),
	down_payment_percent: decimal('Down Payment', { description: 'In percent' }),
	interval: count('Instalment Interval', {}, { description: 'In days' }),
	payment_comment: longText('Payment Comment (P&S)'),
	payment_comment_mrr: longText('Payment Comment (MRR)'),
	discount_value: decimal('Discount'),
});

const items = () =>
	entries('Items', 'Item', {
		itemId: required(id('Item ID', undefined, 'item.id')),
		itemName: text('Item Name', { at: 'item.name' }),
		quantity: required(count('Quantity', { min: 1 })),
		value: decimal('Unit Value'),
		characteristic: id('Characteristic ID', undefined, 'characteristics.id'),
		characteristicOption: id('Characteristic Option ID', undefined, 'characteristics.options.id'),
		delivery_forecast_date: day('Delivery Date'),
		cost: decimal('Cost'),
		markup_type: code('Markup Type', AMOUNT),
		markup_value: count('Markup', {}),
		discount_type: code('Discount Type', AMOUNT),
		discount_value: decimal('Discount'),
		commission_type: code('Commission Type', AMOUNT),
		commission_value: decimal('Commission'),
		commission_incidence_type: code('Commission On', {
			1: 'First Month',
			2: 'First Twelve Months',
			3: 'First and Last Month',
			4: 'All Months',
		}),
		duration: count('Duration', { min: 1 }, { description: 'Months of a recurring item (MRR)' }),
		ipi_tax: decimal('IPI Tax', { description: 'In percent' }),
		contract_start_at: day('Contract Start'),
		contract_end_at: day('Contract End'),
		type_of_charge: code('Charged', { 1: 'In Advance', 2: 'Monthly', 3: 'Quarterly', 4: 'Half-Yearly', 5: 'Yearly' }),
	});

const instalments = () =>
	entries(
		'Instalment Plan',
		'Instalment',
		{
			value: required(decimal('Value')),
			due_date: required(day('Due On')),
			payment_method_type_id: id('Payment Method Type ID'),
			parcel: text('Instalment', { description: 'Its number, or "Entrada", or "À Vista" for a single one', placeholder: 'e.g. 1' }),
		},
		{ at: 'proposalParcels' },
	);

/** What creating and changing a proposal have in common. */
export const proposalOptions = (): Fields => ({
	...money(),
	user_id: user('Responsible User'),
	name: text('Name', { placeholder: 'e.g. Proposta FB300' }),
	proposal_counter_id: id('Counter ID (Sigla)'),
	proposal_model_id: id('Model ID'),
	proposal_layout_id: id('Layout ID'),
	brand_id: id('Brand ID'),
	shipping_company_id: id('Carrier Company ID'),
	billing_company_id: id('Billing Company ID'),
	triangular_company_id: id('Delivery Company ID'),
	purchase_order: text('Purchase Order'),
	status: code('Status', STATUSES),
	introduction: html('Introduction'),
	observation: html('Observation'),
	expiration_date: day('Valid Until'),
	shipping_type: code('Freight', { 0: 'None', 1: 'FOB', 2: 'CIF' }),
	shipping_value: decimal('Freight Value'),
	delivery_forecast_date: count('Delivery Day', {}, { description: 'Day of the month' }),
	items: items(),
	proposalParcels: instalments(),
});

export const discountType = () => code('Discount Type', AMOUNT);
