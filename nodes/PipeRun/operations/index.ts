import type { Resources } from '../../shared/kit/operation';
import { accountResource, callResource, cityResource, cnaeResource, userResource } from './account';
import { activityResource, activityTypeResource } from './activity';
import { lostReasonResource, regionResource, segmentResource, tagResource } from './classification';
import { companyResource } from './company';
import { customField, customForm } from './custom';
import { dataList, dataListField, dataListOption, dataListRecord } from './dataList';
import { dealResource } from './deal';
import { dealItem, dealPerson, requiredFieldRule } from './dealParts';
import { emailResource, emailTemplate, fileResource } from './email';
import { advancedGoal } from './goal';
import { itemCategory, itemCharacteristic, itemResource, measurementUnit } from './item';
import { leadResource } from './lead';
import { noteResource } from './note';
import { originGroup, originResource } from './origin';
import { paymentMethod, proposalPayment } from './payment';
import { personResource } from './person';
import { pipelineResource, stageResource } from './pipeline';
import { proposalResource } from './proposal';
import { proposalCounter, proposalModel, proposalTemplate } from './proposalParts';
import { signatureDocument, signatureResource } from './signature';
import { teamGroup, teamResource } from './team';

export const resources: Resources = {
	account: accountResource,
	activity: activityResource,
	activityType: activityTypeResource,
	advancedGoal,
	call: callResource,
	city: cityResource,
	cnae: cnaeResource,
	company: companyResource,
	customField,
	customForm,
	dataList,
	dataListField,
	dataListOption,
	dataListRecord,
	deal: dealResource,
	dealItem,
	dealPerson,
	email: emailResource,
	emailTemplate,
	file: fileResource,
	item: itemResource,
	itemCategory,
	itemCharacteristic,
	lead: leadResource,
	lostReason: lostReasonResource,
	measurementUnit,
	note: noteResource,
	origin: originResource,
	originGroup,
	paymentMethod,
	person: personResource,
	pipeline: pipelineResource,
	proposal: proposalResource,
	proposalCounter,
	proposalModel,
	proposalPayment,
	proposalTemplate,
	region: regionResource,
	requiredFieldRule,
	segment: segmentResource,
	signature: signatureResource,
	signatureDocument,
	stage: stageResource,
	tag: tagResource,
	team: teamResource,
	teamGroup,
	user: userResource,
};
