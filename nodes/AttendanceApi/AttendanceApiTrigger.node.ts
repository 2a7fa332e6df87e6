import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { attendanceLogin } from './credentialTest';
import { triggerProperties } from './trigger/properties';
import { start } from './trigger/start';

export class AttendanceApiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Attendance API Trigger',
		name: 'attendanceApiTrigger',
		icon: { light: 'file:attendance.svg', dark: 'file:attendance.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["mode"] + ": " + $parameter["events"].join(", ").replaceAll("_", " ") }}',
		description: 'Starts the workflow when somebody writes, is assigned or is done in an attendance server',
		eventTriggerDescription: 'Looking at the newest message of the open conversations',
		activationMessage: 'What happens in the attendance server from now on starts the workflow.',
		defaults: { name: 'Attendance API Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiAttendanceApi', required: true, testedBy: 'attendanceLogin' }],
		properties: triggerProperties,
	};

	methods = { credentialTest: { attendanceLogin } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await start(this);
	}
}
