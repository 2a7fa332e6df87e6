import type { Resource } from '../../shared/kit/operation';
import { invitations } from './group/invitations';
import { members } from './group/members';
import { mentions } from './group/mentions';
import { settings } from './group/settings';

export const group: Resource = {
	name: 'Group',
	description: 'Groups that the connected number is in',
	operations: { ...settings, ...members, ...mentions, ...invitations },
};
