import type { IDataObject } from 'n8n-workflow';

import type { Dialect } from '../contracts/attendanceApiContract';
import { startAttendanceApi, type AttendanceApi } from '../sandbox/attendanceApi';
import { runNode } from '../setup/oneNode';

export let api: AttendanceApi;

/** For each test a server of its own, at which nobody is logged in yet, and which no call may offend. */
export function withServer(dialect: Dialect = 'documented', options: { who?: string } = {}): void {
	beforeEach(async () => {
		api = await startAttendanceApi({ dialect, ...options });
	});
	afterEach(async () => {
		expect(api.violations).toEqual([]);
		await api.stop();
	});
}

export const credentials = (changes: IDataObject = {}) => ({
	atendeAquiAttendanceApi: { ...api.credential, ...changes } as Record<string, string>,
});

/** Runs one operation over the given items. */
export const run = async (
	resource: string,
	operation: string,
	parameters: IDataObject = {},
	{ items = [{}], changes = {}, settings = {} }: { items?: IDataObject[]; changes?: IDataObject; settings?: object } = {},
) =>
	await runNode({
		type: 'attendanceApi',
		parameters: { resource, operation, ...parameters },
		items,
		credentials: credentials(changes),
		settings,
	});

export const GOES_ON = { onError: 'continueRegularOutput' };
export const paths = (): string[] => api.requests.map(({ method, path }) => `${method} ${path}`);
