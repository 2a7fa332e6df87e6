import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describe } from '../shared/kit/describe';
import { attendanceLogin } from './credentialTest';
import { execute } from './execute';
import { listSearch } from './lookups';
import { resources } from './operations';
import { shown } from './ways';

export class AttendanceApi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Attendance API',
		name: 'attendanceApi',
		icon: { light: 'file:attendance.svg', dark: 'file:attendance.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Conversations, queue, messages and figures of an attendance server, in both of its dialects',
		defaults: { name: 'Attendance API' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiAttendanceApi', required: true, testedBy: 'attendanceLogin' }],
		properties: describe(shown(resources), 'conversation'),
	};

	methods = { listSearch, credentialTest: { attendanceLogin } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
