import type { ConversationOperation } from '../operation';
import { alertOnce } from './alertOnce';
import { getAttendants, saveAttendant } from './attendants';
import { getChatwootGap } from './chatwootGap';
import { claimTurn } from './claimTurn';
import { command } from './command';
import { confirm } from './confirm';
import { claimCrm, retryCrm, saveCrm } from './crmSync';
import { claimEvent, recordDeal } from './dealEvent';
import { decide } from './decide';
import { decideMessage } from './decideMessage';
import { escalate } from './escalate';
import { getMany } from './getMany';
import { giveBack, retryFailed } from './giveBack';
import { getHistory, getStatus } from './look';
import { remove, setMetadata, switchAgent, touch } from './manage';
import { claimMirror } from './mirror';
import { monitor } from './monitor';
import { pause, release, resume, takeOver, transfer } from './orders';
import { claimOutbox, finishOutbox } from './outbox';
import { findPerson, joinPersons } from './persons';
import { receive } from './receive';
import { receiveChatwoot } from './receiveChatwoot';
import { getUncertain, reconcile } from './reconcile';
import { record } from './record';
import { sweep } from './sweep';
import { sweepSessions } from './sweepSessions';

export const operations = {
	alertOnce,
	claimCrm,
	claimEvent,
	claimMirror,
	claimOutbox,
	claimTurn,
	command,
	confirm,
	decide,
	decideMessage,
	delete: remove,
	escalate,
	findPerson,
	finishOutbox,
	getAttendants,
	getChatwootGap,
	getHistory,
	getMany,
	getStatus,
	getUncertain,
	giveBack,
	joinPersons,
	monitor,
	pause,
	receive,
	receiveChatwoot,
	reconcile,
	record,
	recordDeal,
	release,
	resume,
	retryCrm,
	retryFailed,
	saveAttendant,
	saveCrm,
	setMetadata,
	sweep,
	sweepSessions,
	switchAgent,
	takeOver,
	touch,
	transfer,
} satisfies Record<string, ConversationOperation>;
