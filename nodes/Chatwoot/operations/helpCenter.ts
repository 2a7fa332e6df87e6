import { choice, count, flag, json, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { one } from '../envelopes';
import { agent, attributes, color, id, numbered } from '../fields';
import { onePage } from '../pages';

const portal = () => required(text('Portal', { description: 'Slug or ID of the portal', placeholder: 'e.g. ajuda' }));
const slug = () => required(text('Slug', { placeholder: 'e.g. ajuda' }));
const portalSettings = (): Fields => ({
	color: color(),
	custom_domain: text('Custom Domain', { placeholder: 'e.g. ajuda.example.com' }),
	header_text: text('Header Text', { placeholder: 'e.g. Como podemos ajudar?' }),
	homepage_link: text('Homepage', { placeholder: 'e.g. https://example.com' }),
	page_title: text('Page Title', { placeholder: 'e.g. Ajuda' }),
	archived: flag('Archived', 'Whether the portal is archived'),
	config: json('Settings', { description: 'Languages of the portal as JSON, e.g. {"allowed_locales": ["pt_BR"]}' }),
});

export const helpCenter: Resource = {
	name: 'Help Center',
	operations: {
		getPortals: operation({
			name: 'Get Many Portals',
			action: 'Get many portals of help center',
			description: 'List the portals',
			request: 'GET /portals',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		createPortal: operation({
			name: 'Create Portal',
			action: 'Create portal of help center',
			description: 'Add a portal',
			request: 'POST /portals',
			fields: { name: required(text('Name', { placeholder: 'e.g. Ajuda' })), slug: slug() },
			options: portalSettings(),
			output: one(),
		}),
		updatePortal: operation({
			name: 'Update Portal',
			action: 'Update portal of help center',
			description: 'Change a portal',
			request: 'PATCH /portals/{portal}',
			fields: { portal: portal() },
			options: {
				name: text('Name', { placeholder: 'e.g. Ajuda' }),
				slug: text('Slug', { placeholder: 'e.g. ajuda' }),
				...portalSettings(),
			},
			repeatable: true,
			output: one(),
		}),
		createCategory: operation({
			name: 'Create Category',
			action: 'Create category of help center',
			description: 'Add a category to a portal',
			request: 'POST /portals/{portal}/categories',
			fields: {
				portal: portal(),
				name: required(text('Name', { placeholder: 'e.g. Entregas' })),
				slug: slug(),
				locale: required(text('Language', { placeholder: 'e.g. pt_BR' })),
			},
			options: {
				description: longText('Description'),
				position: count('Position', { min: 0 }),
				icon: text('Icon', { placeholder: 'e.g. 📦' }),
				parent_category_id: id('Parent Category ID', 'e.g. 1'),
				associated_category_id: id('Associated Category ID', 'e.g. 2'),
			},
			output: one(),
		}),
		createArticle: operation({
			name: 'Create Article',
			action: 'Create article of help center',
			description: 'Add an article to a portal',
			request: 'POST /portals/{portal}/articles',
			fields: {
				portal: portal(),
				title: required(text('Title', { placeholder: 'e.g. Prazo de entrega' })),
				content: required(longText('Content')),
				author_id: required(agent({ description: 'Who wrote it' }, 'Author')),
			},
			options: {
				slug: text('Slug', { placeholder: 'e.g. prazo-de-entrega' }),
				description: longText('Description'),
				position: count('Position', { min: 0 }),
				category_id: id('Category ID', 'e.g. 1'),
				associated_article_id: id('Associated Article ID', 'e.g. 2'),
				status: numbered(choice('Status', { 0: 'Draft', 1: 'Published', 2: 'Archived' })),
				locale: text('Language', { placeholder: 'e.g. pt_BR' }),
				meta: attributes('Search Data', 'meta'),
			},
			output: one(),
		}),
	},
};
