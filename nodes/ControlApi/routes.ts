import type { IWebhookDescription } from 'n8n-workflow';

import { parametersIn } from '../shared/webhook/parametersIn';

/** Every route of the control API (handoff spec A15), and the page. Names with a colon come from the address. */
const ROUTES = {
	online: 'GET ',
	health: 'GET health',
	metrics: 'GET metrics',
	page: 'GET painel',
	list: 'GET sessions/active',
	attendants: 'GET attendants',
	view: 'GET session/:phone/:view',
	order: 'POST session/:phone/:order',
	metadata: 'PUT session/:phone/metadata',
	command: 'POST control/command',
	message: 'POST webhook/whatsapp',
	slack: 'POST slack',
} as const;
/** What only a port of its own has: n8n gives a webhook no answer that goes on. */
const ON_PORT = { ...ROUTES, events: 'GET events' } as const;
export type Route = keyof typeof ON_PORT;

// n8n puts the node's id before paths with parameters by itself: the others get it twice, so that all share one base.
const ID = '={{ $webhookId }}';
const pathOf = (template: string): string => {
	const base = template.includes(':') ? ID : `${ID}/{{ $webhookId }}`;
	return template === '' ? base : `${base}/${template}`;
};

/** The routes as n8n registers them; the editor shows the address of the page. */
export const webhooks: IWebhookDescription[] = Object.entries(ROUTES).map(([name, route]) => {
	const [httpMethod, template] = route.split(' ');
	return { name: 'default', httpMethod, path: pathOf(template), isFullPath: true, responseMode: 'onReceived', ndvHideUrl: name !== 'page' };
});

/**
 * The route of a call; null when there is none.
 * @param path of the request, whatever stands before the route
 */
export function routeOf(method: string, path: string, webhookId: string): { route: Route; parameters: Record<string, string> } | null {
	const base = `${webhookId}/${webhookId}`;
	const start = path.indexOf(base);
	const called = path
		.slice(start < 0 ? 0 : start + base.length)
		.split('/')
		.filter(Boolean);
	for (const [route, signature] of Object.entries(ON_PORT)) {
		const [verb, template] = signature.split(' ');
		const parameters = verb === method ? parametersIn(template.split('/').filter(Boolean), called) : null;
		if (parameters) return { route: route as Route, parameters };
	}
	return null;
}

/** The route's own address, without what a call put into it. */
export const templateOf = (route: Route): string => `/${ON_PORT[route].split(' ')[1]}`;
