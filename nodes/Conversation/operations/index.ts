import type { ConversationOperation, ConversationResource } from '../operation';
import { alertOnce } from './alertOnce';
import { answerChatbot } from './answerChatbot';
import { answerTrial } from './answerTrial';
import { getAttendants, saveAttendant } from './attendants';
import { getChatwootGap } from './chatwootGap';
import { campaignProgressOf, campaignResultsOf, pauseCampaign, releaseDue, resumeCampaign, startCampaign, stopCampaign } from './campaigns';
import { claimTurn } from './claimTurn';
import { command } from './command';
import { getCost, setPrices } from './costs';
import { confirm } from './confirm';
import { claimCrm, retryCrm, saveCrm } from './crmSync';
import { claimEvent, recordDeal } from './dealEvent';
import { decide } from './decide';
import { decideMessage } from './decideMessage';
import { escalate } from './escalate';
import { failBack, getFailovers, setFailover } from './failover';
import { getFunnel } from './followUpFunnel';
import { checkPromisesDue, claimDue, queueStep } from './followUps';
import { getMany } from './getMany';
import { giveBack, retryFailed } from './giveBack';
import { hearTrial } from './hearTrial';
import { getHistory, getStatus } from './look';
import { remove, setMetadata, switchAgent, takeoverReach, touch } from './manage';
import { claimMirror } from './mirror';
import { setModelPrices } from './modelPrices';
import { setMessageRules } from './messageRules';
import { monitor } from './monitor';
import { pause, release, resume, takeOver, transfer } from './orders';
import { claimOutbox, finishOutbox } from './outbox';
import { findPerson, joinPersons, undoJoin } from './persons';
import { planCampaign } from './planCampaign';
import { getQueueStatus } from './queueStatus';
import { queueUnasked } from './queueUnasked';
import { receive } from './receive';
import { receiveChatwoot } from './receiveChatwoot';
import { getUncertain, reconcile } from './reconcile';
import { record } from './record';
import { report } from './report';
import { sweep } from './sweep';
import { sweepSessions } from './sweepSessions';
import { why } from './why';

/** The operations by what they work on: the only place that names them, so that none is without a resource. */
export const resources = {
	alert: { name: 'Alert', operations: { alertOnce, monitor } },
	attendant: { name: 'Attendant', operations: { saveAttendant, getAttendants } },
	campaign: {
		name: 'Campaign',
		operations: {
			planCampaign,
			startCampaign,
			pauseCampaign,
			resumeCampaign,
			stopCampaign,
			releaseDue,
			getCampaignProgress: campaignProgressOf,
			getCampaignResults: campaignResultsOf,
			setMessageRules,
			queueUnasked,
		},
	},
	chatbot: { name: 'Chatbot', operations: { answerChatbot } },
	chatwoot: { name: 'Chatwoot', operations: { receiveChatwoot, claimMirror, getChatwootGap } },
	conversation: {
		name: 'Conversation',
		operations: {
			getMany,
			delete: remove,
			getCost,
			getHistory,
			getStatus,
			report,
			setMetadata,
			setModelPrices,
			setPrices,
			sweepSessions,
			touch,
		},
	},
	crm: { name: 'CRM', operations: { claimCrm, recordDeal, retryCrm, saveCrm } },
	event: { name: 'Event', operations: { claimEvent } },
	failover: { name: 'Failover', operations: { setFailover, failBack, getFailovers } },
	followUp: {
		name: 'Follow-Up',
		operations: { claimFollowUps: claimDue, queueFollowUp: queueStep, checkPromises: checkPromisesDue, getFunnel },
	},
	handoff: { name: 'Handoff', operations: { takeOver, command, escalate, pause, release, resume, switchAgent, takeoverReach, transfer } },
	message: { name: 'Message', operations: { receive, decideMessage } },
	outbox: { name: 'Outbox', operations: { claimOutbox, finishOutbox, getQueueStatus } },
	person: { name: 'Person', operations: { findPerson, joinPersons, undoJoin } },
	reply: { name: 'Reply', operations: { confirm, getUncertain, reconcile, record } },
	trial: { name: 'Trial', operations: { hearTrial, answerTrial } },
	turn: { name: 'Turn', operations: { claimTurn, decide, giveBack, retryFailed, sweep, why } },
} satisfies Record<string, ConversationResource>;

/** Every operation by its value, whatever its resource. */
export const operations: Record<string, ConversationOperation> = Object.fromEntries(
	Object.values<ConversationResource>(resources).flatMap(({ operations: own }) => Object.entries(own)),
);
