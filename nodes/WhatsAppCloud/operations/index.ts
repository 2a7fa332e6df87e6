import type { Resources } from '../../shared/kit/operation';
import { account } from './account';
import { analytics } from './analytics';
import { automation } from './automation';
import { block } from './block';
import { media } from './media';
import { message } from './message';
import { phoneNumber } from './phoneNumber';
import { profile } from './profile';
import { qrCode } from './qrCode';
import { subscription } from './subscription';
import { template } from './template';
import { token } from './token';
import { upload } from './upload';

export const resources: Resources = {
	account,
	analytics,
	automation,
	block,
	media,
	message,
	phoneNumber,
	profile,
	qrCode,
	subscription,
	template,
	token,
	upload,
};
