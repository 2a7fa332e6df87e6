import type { Resources } from '../../shared/kit/operation';
import { account } from './account';
import { agent } from './agent';
import { agentBot } from './agentBot';
import { auditLog, automationRule, macro } from './automation';
import { cannedResponse } from './cannedResponse';
import { contact } from './contact';
import { conversation } from './conversation';
import { customAttribute } from './customAttribute';
import { customFilter } from './customFilter';
import { helpCenter } from './helpCenter';
import { inbox } from './inbox';
import { integration } from './integration';
import { label } from './label';
import { message } from './message';
import { profile } from './profile';
import { report } from './report';
import { team } from './team';
import { webhook } from './webhook';

export const resources: Resources = {
	account,
	agent,
	agentBot,
	auditLog,
	automationRule,
	cannedResponse,
	contact,
	conversation,
	customAttribute,
	customFilter,
	helpCenter,
	inbox,
	integration,
	label,
	macro,
	message,
	profile,
	report,
	team,
	webhook,
};
