import { between } from '../../limits';
import { choice, count, entries, longText, onlyWhen, required, text, type Field } from '../../../shared/kit/field';
import type { Operations } from '../../../shared/kit/operation';
import { body, catalogId, footer, header, productId, productSections } from '../../interactive';
import { atMost } from '../../limits';
import { message } from '../../message';
import { asOrder, asProductCards, asProductHeader } from '../../shapes';

const action = 'interactive.action';
const parameters = `${action}.parameters`;
const optionalBody = (): Field => atMost(1024, longText('Text', { at: 'interactive.body.text' }));
const cents = (displayName: string, at: string): Field => count(displayName, { min: 0 }, { at, description: 'In cents' });

/** Messages of a catalog and of what is bought. */
export const commerce: Operations = {
	sendProduct: message({
		name: 'Send Product',
		action: 'Send product message',
		description: 'Show one product of the catalog',
		type: 'interactive',
		fixed: { interactive: { type: 'product' } },
		fields: { catalogId: catalogId(`${action}.catalog_id`), productId: productId(`${action}.product_retailer_id`) },
		options: { text: optionalBody(), footer: footer() },
	}),
	sendProducts: message({
		name: 'Send Products',
		action: 'Send message with several products',
		description: 'Show up to 30 products of the catalog in sections',
		type: 'interactive',
		fixed: { interactive: { type: 'product_list' } },
		shape: asProductHeader,
		fields: {
			header: atMost(60, required(text('Header', { at: 'interactive.header.text', placeholder: 'e.g. Para a sua casa' }))),
			text: body(),
			catalogId: catalogId(`${action}.catalog_id`),
			sections: productSections(`${action}.sections`),
		},
		options: { footer: footer() },
	}),
	sendCatalog: message({
		name: 'Send Catalog',
		action: 'Send catalog message',
		description: 'Show the whole catalog',
		type: 'interactive',
		fixed: { interactive: { type: 'catalog_message', action: { name: 'catalog_message' } } },
		fields: { text: body() },
		options: {
			footer: footer(),
			thumbnail: text('Thumbnail Product Code', {
				at: `${parameters}.thumbnail_product_retailer_id`,
				description: 'Product whose picture is shown',
				placeholder: 'e.g. SKU-42',
			}),
		},
	}),
	sendProductCarousel: message({
		name: 'Send Product Carousel',
		action: 'Send product carousel message',
		description: 'Show two to ten products of the catalog to swipe through',
		type: 'interactive',
		fixed: { interactive: { type: 'carousel' } },
		shape: asProductCards,
		fields: {
			text: body(),
			catalogId: catalogId('catalog'),
			cards: between(
				2,
				10,
				required(entries('Products', 'Product', { productId: productId('action.product_retailer_id') }, { at: `${action}.cards` })),
			),
		},
	}),
	sendOrder: message({
		name: 'Send Order',
		action: 'Send order message',
		description: 'Send an order to review and pay, by Pix, boleto or link',
		notice: 'Needs the payments of WhatsApp in Brazil. Amounts are in cents.',
		type: 'interactive',
		fixed: {
			interactive: {
				type: 'order_details',
				action: { name: 'review_and_pay', parameters: { payment_type: 'br', currency: 'BRL', order: { status: 'pending' } } },
			},
		},
		shape: asOrder,
		fields: {
			text: body(),
			referenceId: atMost(
				35,
				required(
					text('Reference ID', {
						at: `${parameters}.reference_id`,
						description: 'The order’s own, used once',
						placeholder: 'e.g. pedido-42',
					}),
				),
			),
			goods: choice('Goods', { 'physical-goods': 'Physical', 'digital-goods': 'Digital' }, { at: `${parameters}.type` }),
			total: required(cents('Total', `${parameters}.total_amount`)),
			items: required(
				entries(
					'Items',
					'Item',
					{
						code: required(text('Product Code', { at: 'retailer_id', placeholder: 'e.g. SKU-42' })),
						name: required(text('Name', { placeholder: 'e.g. Camiseta azul' })),
						quantity: required(count('Quantity', { min: 1 })),
						amount: required(cents('Unit Price', 'amount')),
						salePrice: cents('Reduced Unit Price', 'sale_amount'),
					},
					{ at: `${parameters}.order.items` },
				),
			),
			subtotal: required(cents('Sum of Items', `${parameters}.order.subtotal`)),
			tax: required(cents('Tax', `${parameters}.order.tax`)),
			pay: choice('Pay By', { pix_dynamic_code: 'Pix', boleto: 'Boleto', payment_link: 'Link' }, { at: 'pay' }),
			pixCode: onlyWhen(
				{ pay: ['pix_dynamic_code'] },
				required(text('Pix Code', { at: 'setting.code', description: 'The copy-and-paste code (Pix copia e cola)' })),
			),
			pixKey: onlyWhen(
				{ pay: ['pix_dynamic_code'] },
				required(text('Pix Key', { at: 'setting.key', placeholder: 'e.g. financeiro@example.com' })),
			),
			pixKeyType: onlyWhen(
				{ pay: ['pix_dynamic_code'] },
				choice(
					'Pix Key Type',
					{ EMAIL: 'Email', CNPJ: 'CNPJ', CPF: 'CPF', PHONE: 'Phone', EVP: 'Random Key (Chave Aleatória)' },
					{ at: 'setting.key_type' },
				),
			),
			merchant: onlyWhen(
				{ pay: ['pix_dynamic_code'] },
				required(text('Merchant Name', { at: 'setting.merchant_name', placeholder: 'e.g. AtendeAqui Ltda' })),
			),
			line: onlyWhen(
				{ pay: ['boleto'] },
				required(text('Boleto Line', { at: 'setting.digitable_line', description: 'The digits of the boleto (linha digitável)' })),
			),
			uri: onlyWhen(
				{ pay: ['payment_link'] },
				required(text('Payment Link', { at: 'setting.uri', placeholder: 'e.g. https://example.com/pagar/42' })),
			),
		},
		options: {
			header: header(),
			footer: footer(),
			shipping: cents('Shipping', `${parameters}.order.shipping`),
			discount: cents('Discount', `${parameters}.order.discount`),
		},
	}),
	updateOrder: message({
		name: 'Update Order',
		action: 'Update order message',
		description: 'Tell how far a sent order is',
		type: 'interactive',
		fixed: { interactive: { type: 'order_status', action: { name: 'review_order' } } },
		fields: {
			text: body(),
			referenceId: required(text('Reference ID', { at: `${parameters}.reference_id`, placeholder: 'e.g. pedido-42' })),
			status: choice(
				'Status',
				{
					processing: 'Processing',
					pending: 'Pending',
					partially_shipped: 'Partially Shipped',
					shipped: 'Shipped',
					completed: 'Completed',
					canceled: 'Canceled',
				},
				{ at: `${parameters}.order.status` },
			),
		},
		options: {
			footer: footer(),
			description: atMost(120, text('Description', { at: `${parameters}.order.description`, description: 'A word on the status' })),
		},
	}),
};
