import type { Resources } from '../../shared/kit/operation';
import { withRegularAnswers } from '../answers';
import { business } from './business';
import { call } from './call';
import { catalog } from './catalog';
import { chat } from './chat';
import { community } from './community';
import { contact } from './contact';
import { group } from './group';
import { instance } from './instance';
import { message } from './message';
import { metaAi } from './metaAi';
import { mobile } from './mobile';
import { newsletter } from './newsletter';
import { partner } from './partner';
import { privacy } from './privacy';
import { queue } from './queue';
import { status } from './status';
import { tag } from './tag';
import { webhook } from './webhook';

export const resources: Resources = withRegularAnswers({
	business,
	call,
	catalog,
	chat,
	community,
	contact,
	group,
	instance,
	message,
	metaAi,
	mobile,
	newsletter,
	partner,
	privacy,
	queue,
	status,
	tag,
	webhook,
});
