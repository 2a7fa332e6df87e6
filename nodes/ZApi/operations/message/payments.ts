import { choice, count, decimal, entries, flag, group, longText, required, text, type Fields } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { messageId, phone } from '../../fields';
import { chat } from '../../pickers';
import { UNSTABLE } from './interactive';

const PIX_KEY = 'e.g. financeiro@example.com';

const orderTotals = (): Fields => ({
	discount: decimal('Discount', { at: 'order.discount', description: 'Amount taken off the sum' }),
	tax: decimal('Tax', { at: 'order.tax', description: 'Amount added for taxes' }),
	shipping: decimal('Shipping', { at: 'order.shipping', description: 'Amount added for delivery' }),
});

const currency = () =>
	required(text('Currency', { at: 'order.currency', default: 'BRL', description: 'Three-letter code', placeholder: 'e.g. BRL' }));

const product = (): Fields => ({
	name: required(text('Name', { placeholder: 'e.g. Camiseta azul M' })),
	value: required(decimal('Unit Price')),
	quantity: required(count('Quantity', { min: 1 })),
});

/** Z-API wants the whole order again, with the ids that came with the event of the sent order. */
const sentOrder = (): Fields => ({
	phone: phone('Phone', 'Number that the order was sent to'),
	messageId: messageId('ID of the message that holds the order'),
	referenceId: required(text('Reference ID', { description: 'The referenceId in the event of the sent order' })),
	orderRequestId: required(text('Order Request ID', { description: 'The orderRequestId in the event of the sent order' })),
	orderStatus: required(
		choice('Order Status', {
			pending: 'Pending',
			processing: 'Processing',
			shipped: 'Shipped',
			completed: 'Completed',
			canceled: 'Canceled',
		}),
	),
	paymentStatus: required(choice('Payment Status', { pending: 'Pending', paid: 'Paid' })),
	currency: currency(),
	products: required(
		entries(
			'Products',
			'Product',
			{
				productId: required(text('Product ID', { description: 'As in the event; products outside the catalog start with custom-item-' })),
				...product(),
				isCustomItem: required(flag('Outside Catalog', 'Whether the product is not from the catalog')),
			},
			{ at: 'order.products', description: 'All products of the order, as it was sent' },
		),
	),
});

const orderUpdateOptions = (): Fields => ({ message: longText('Message', { description: 'Text sent with the update' }), ...orderTotals() });

export const payments: Operations = {
	sendButtonPix: operation({
		name: 'Send Pix Button',
		action: 'Send message with pix button',
		description: 'Send a button that copies a Pix key',
		request: 'POST /send-button-pix',
		notice: UNSTABLE,
		fields: {
			phone: chat(),
			type: required(choice('Key Type', { CNPJ: 'CNPJ', CPF: 'CPF', EMAIL: 'Email', PHONE: 'Phone', EVP: 'Random Key (Chave Aleatória)' })),
			pixKey: required(text('Pix Key', { placeholder: PIX_KEY })),
		},
		options: {
			merchantName: text('Title', { default: 'Pix', description: 'Shown on the button, e.g. the name of the company' }),
		},
	}),
	sendOrder: operation({
		name: 'Send Order',
		action: 'Send order message',
		description: 'Send an order to review and pay',
		request: 'POST /send-order',
		notice: 'Works on WhatsApp Business numbers only.',
		fields: {
			phone: phone('Phone', 'Number with area code'),
			currency: currency(),
			products: required(
				entries(
					'Products',
					'Product',
					{ ...product(), productId: text('Product ID', { description: 'ID in the catalog; empty for a product outside it' }) },
					{ at: 'order.products' },
				),
			),
		},
		options: {
			...orderTotals(),
			pix: group(
				'Pix',
				{
					keyType: required(
						choice('Key Type', { cnpj: 'CNPJ', cpf: 'CPF', email: 'Email', phone: 'Phone', randomKey: 'Random Key (Chave Aleatória)' }),
					),
					key: required(text('Key', { placeholder: PIX_KEY })),
					name: required(text('Key Name', { description: 'Who receives the money', placeholder: 'e.g. AtendeAqui Ltda' })),
				},
				{ at: 'paymentSettings.pix', description: 'Key to pay to' },
			),
			card: flag('Card', 'Whether it can be paid by card, which has to be set up on the phone first', true, {
				at: 'paymentSettings.card.enabled',
			}),
		},
	}),
	updateOrderStatus: operation({
		name: 'Update Order Status',
		action: 'Update status of order message',
		description: 'Tell the customer how far the order is',
		request: 'POST /order-status-update',
		notice: 'Works on WhatsApp Business numbers only. Z-API wants the whole order again.',
		fields: sentOrder(),
		options: orderUpdateOptions(),
	}),
	updateOrderPayment: operation({
		name: 'Update Order Payment',
		action: 'Update payment of order message',
		description: 'Tell the customer whether the payment arrived',
		request: 'POST /order-payment-update',
		notice: 'Works on WhatsApp Business numbers only. Z-API wants the whole order again.',
		fields: sentOrder(),
		options: orderUpdateOptions(),
	}),
};
