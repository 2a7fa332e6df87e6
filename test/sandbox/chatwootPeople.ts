import type { Bot, Contact, Sender, State, User, Values } from './chatwootState';

/** How Chatwoot shows contacts, agents and bots, within other records and as senders. */
export function peopleViews(state: State) {
	const { account } = state;
	const userShort = ({ id, name }: User): Values => ({
		id,
		name,
		available_name: name.split(' ')[0],
		avatar_url: '',
		type: 'user',
		availability_status: 'online',
		thumbnail: '',
	});
	const botShort = ({ id, name }: Bot): Values => ({ id, name, avatar_url: '', type: 'agent_bot' });
	const contactShort = (contact: Contact): Values => ({
		additional_attributes: contact.additional_attributes,
		custom_attributes: contact.custom_attributes,
		email: contact.email,
		id: contact.id,
		identifier: contact.identifier,
		name: contact.name,
		phone_number: contact.phone_number,
		thumbnail: contact.thumbnail,
		blocked: contact.blocked,
		type: 'contact',
	});
	const senderShort = (sender: Sender | null): Values | undefined => {
		if (sender?.type === 'Contact') return contactShort(state.contacts.find(({ id }) => id === sender.id) as Contact);
		if (sender?.type === 'User') return userShort(state.users.find(({ id }) => id === sender.id) as User);
		return sender ? botShort(state.bots.find(({ id }) => id === sender.id) as Bot) : undefined;
	};
	const hookContact = (contact: Contact): Values => {
		const { type: _, ...short } = contactShort(contact);
		return { account, avatar: '', ...short };
	};
	const hookSender = (sender: Sender | null): Values | null => {
		if (!sender) return null;
		if (sender.type === 'Contact') return hookContact(state.contacts.find(({ id }) => id === sender.id) as Contact);
		if (sender.type === 'AgentBot') {
			const { id, name } = state.bots.find((bot) => bot.id === sender.id) as Bot;
			return { id, name, type: 'agent_bot' };
		}
		const { id, name, email } = state.users.find((user) => user.id === sender.id) as User;
		return { id, name, email, type: 'user' };
	};
	return { userShort, botShort, contactShort, senderShort, hookContact, hookSender };
}
