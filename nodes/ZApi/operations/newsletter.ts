import { choice, count, flag, list, longText, required, text, type Field } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { deleted } from '../answers';
import { withBody } from '../bodies';
import { phone } from '../fields';
import { media } from '../media';
import { whole } from '../paging';
import { channel } from '../pickers';
import { channelRecord, foundChannels, oneChannel } from '../records';

const words = (name: string, action: string, description: string) => ({ name, action, description });

const toggle = (request: `PUT /${string}`, shown: ReturnType<typeof words>): Operation => ({
	...shown,
	request,
	fields: { channel: channel('id') },
	repeatable: true,
});

const name = (): Field => required(text('Name', { placeholder: 'e.g. Novidades AtendeAqui' }));

const toCountry = (code: string): string => {
	if (!/^[a-z]{2}$/i.test(code)) throw new RangeError(`"${code}" is not a country code: it has two letters, like BR`);
	return code.toUpperCase();
};

export const newsletter: Resource = {
	name: 'Channel',
	description: 'WhatsApp channels (canais), which one writes and many follow',
	operations: {
		getMany: operation({
			...words('Get Many', 'Get many channels', 'List the own channels and those that the connected number follows'),
			request: 'GET /newsletter',
			fields: {},
			paging: whole,
			output: channelRecord,
		}),
		getMetadata: operation({
			...words('Get', 'Get channel', 'Get name, followers and invite link of a channel'),
			request: 'GET /newsletter/metadata/{newsletterId}',
			fields: { newsletterId: channel() },
			output: oneChannel,
		}),
		search: operation({
			...words('Search', 'Search channels', 'Find public channels by words or country'),
			request: 'POST /search-newsletter',
			fields: {
				limit: required(count('Limit', { min: 1, default: 50 }, { description: 'Max number of results to return' })),
				countryCodes: required(
					list(
						'Countries',
						{ at: 'filters.countryCodes', default: 'BR', description: 'Two-letter codes, comma-separated', placeholder: 'e.g. BR, PT' },
						toCountry,
					),
				),
			},
			options: {
				searchText: text('Search Text', { placeholder: 'e.g. notícias' }),
				view: choice('Order', { RECOMMENDED: 'Recommended', TRENDING: 'Trending', POPULAR: 'Popular', NEW: 'New' }),
			},
			repeatable: true,
			output: foundChannels,
		}),
		create: operation({
			...words('Create', 'Create channel', 'Make a channel; its picture can be set afterwards'),
			request: 'POST /create-newsletter',
			fields: { name: name() },
			options: { description: longText('Description', { placeholder: 'e.g. Dicas e ofertas da semana' }) },
		}),
		updateName: operation({
			...words('Rename', 'Rename channel', 'Change the name of a channel'),
			request: 'POST /update-newsletter-name',
			fields: { channel: channel('id'), name: name() },
			repeatable: true,
		}),
		updateDescription: operation({
			...words('Update Description', 'Update description of channel', 'Change the description of a channel'),
			request: 'POST /update-newsletter-description',
			fields: { channel: channel('id'), description: required(longText('Description')) },
			repeatable: true,
		}),
		updatePicture: operation({
			...words('Update Picture', 'Update picture of channel', 'Change the picture of a channel'),
			request: 'POST /update-newsletter-picture',
			fields: { channel: channel('id'), pictureUrl: media('Picture', 'picture', 'canal.jpg') },
			repeatable: true,
		}),
		updateSettings: operation({
			...words('Update Settings', 'Update settings of channel', 'Choose which reactions followers may use'),
			request: 'POST /newsletter/settings/{newsletterId}',
			fields: {
				newsletterId: channel(),
				reactionCodes: required(choice('Reactions', { basic: 'A Few Common Ones', all: 'Any Emoji' })),
			},
			repeatable: true,
		}),
		delete: withBody({
			...words('Delete', 'Delete channel', 'Delete an own channel for good'),
			request: 'DELETE /delete-newsletter',
			fields: { channel: channel('id') },
			body: (values) => values,
			output: deleted,
		}),
		follow: toggle('PUT /follow-newsletter', words('Follow', 'Follow channel', 'Follow a channel')),
		unfollow: toggle('PUT /unfollow-newsletter', words('Unfollow', 'Unfollow channel', 'Stop following a channel')),
		mute: toggle('PUT /mute-newsletter', words('Mute', 'Mute channel', 'Silence the notifications of a channel')),
		unmute: toggle('PUT /unmute-newsletter', words('Unmute', 'Unmute channel', 'Get the notifications of a channel again')),
		acceptAdminInvite: operation({
			...words('Accept Admin Invite', 'Accept admin invite of channel', 'Become an admin of a channel that the number was invited to run'),
			request: 'POST /newsletter/accept-admin-invite/{newsletterId}',
			fields: { newsletterId: channel() },
		}),
		removeAdmin: operation({
			...words('Remove Admin', 'Remove admin of channel', 'Make an admin of a channel a plain follower again'),
			request: 'POST /newsletter/remove-admin/{newsletterId}',
			fields: { newsletterId: channel(), phone: phone('Admin', 'Number of the admin, with area code') },
		}),
		revokeAdminInvite: operation({
			...words('Withdraw Admin Invite', 'Withdraw admin invite of channel', 'Take an invite back before it is accepted'),
			request: 'POST /newsletter/revoke-admin-invite/{newsletterId}',
			fields: { newsletterId: channel(), phone: phone('Invited Person', 'Number of the person, with area code') },
		}),
		transferOwnership: operation({
			...words('Transfer', 'Transfer channel to another owner', 'Give a channel to one of its admins'),
			request: 'POST /newsletter/transfer-ownership/{newsletterId}',
			fields: { newsletterId: channel(), phone: phone('New Owner', 'Number of an admin of the channel, with area code') },
			options: { quitAdmin: flag('Leave Administration', 'Whether the connected number stops being an admin afterwards') },
		}),
	},
};
