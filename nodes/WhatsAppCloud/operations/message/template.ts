import { choice, flag } from '../../../shared/kit/field';
import type { Operations } from '../../../shared/kit/operation';
import { message } from '../../message';
import { asTemplate, templateFields } from '../../template/chosen';

/** Messages that Meta approved before: what goes out when the person wrote more than 24 hours ago. */
export const template: Operations = {
	sendTemplate: message({
		name: 'Send Template',
		action: 'Send template message',
		description: 'Send an approved template, at any time',
		type: 'template',
		shape: asTemplate,
		fields: templateFields(),
	}),
	sendMarketingTemplate: message({
		name: 'Send Marketing Template',
		action: 'Send marketing template message',
		description: 'Send a marketing template by the Marketing Messages API',
		notice: 'The terms of the Marketing Messages API must be accepted in Meta first.',
		type: 'template',
		path: '/:phone/marketing_messages',
		shape: asTemplate,
		fields: templateFields(),
		options: {
			policy: choice(
				'Product Policy',
				{ CLOUD_API_FALLBACK: 'Cloud API Where Not Possible', STRICT: 'This Way Only' },
				{ at: 'product_policy' },
			),
			sharing: flag('Share Activity', 'Whether Meta may use what people do with the message', true, { at: 'message_activity_sharing' }),
		},
	}),
};
