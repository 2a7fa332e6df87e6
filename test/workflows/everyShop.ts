import { bundledAt } from './bundledShop';
import { openSavedShop } from './savedShop';
import type { OpenShop } from './shop';

/** The ways in which an operator may have the agent: by either provider, or as they saved it from an earlier version. */
export const EVERY_SHOP: Array<[string, OpenShop]> = [
	['the bundled workflow by Z-API', bundledAt('zapi')],
	['the bundled workflow by WhatsApp Cloud', bundledAt('whatsapp_cloud')],
	['the workflow of 0.2.0', openSavedShop],
];
