import type { DialectResources } from '../ways';
import { chatbot } from './chatbot';
import { chatbotTraining } from './chatbotTraining';
import { conversations } from './conversation';
import { dashboard } from './dashboard';
import { messages } from './message';
import { queue } from './queue';
import { reports } from './report';
import { server } from './server';
import { session } from './session';
import { users } from './user';
import { webhook } from './webhook';
import { whatsApp } from './whatsApp';

export const resources: DialectResources = {
	chatbot,
	chatbotTraining,
	conversation: conversations,
	dashboard,
	message: messages,
	queue,
	report: reports,
	server,
	session,
	user: users,
	webhook,
	whatsApp,
};
