import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One execution of n8n. */
export interface Ran {
	id: number;
	status: string;
	/** From start to stop; what has not ended is open for no time yet. */
	openMs: number;
	/** Whether it stood in a Wait node. */
	waited: boolean;
}

const AFTER = `
	select e.id, e.status,
		coalesce((julianday(e.stoppedAt) - julianday(e.startedAt)) * 86400000, 0) as openMs,
		exists (
			select 1 from json_each(d.workflowData, '$.nodes') node
			where json_extract(node.value, '$.type') = 'n8n-nodes-base.wait' and instr(d.data, '"' || json_extract(node.value, '$.name') || '":') > 0
		) as waited
	from execution_entity e left join execution_data d on d.executionId = e.id
	where e.id > ? order by e.id`;

/** Reads n8n's own tables, so that counting costs n8n nothing. */
export class Executions {
	private readonly file: string;

	/** @param userFolder of n8n, with its SQLite database */
	constructor(userFolder: string) {
		this.file = path.join(userFolder, '.n8n', 'database.sqlite');
	}

	/** The number of the newest; 0 when there is none. */
	newest(): number {
		return this.read<{ id: number }>('select coalesce(max(id), 0) as id from execution_entity')[0].id;
	}

	/** Those that started after that one, of all workflows. */
	after(id: number): Ran[] {
		return this.read<Omit<Ran, 'waited'> & { waited: number }>(AFTER, id).map((row) => ({ ...row, waited: row.waited === 1 }));
	}

	private read<T>(sql: string, ...values: number[]): T[] {
		const database = new DatabaseSync(this.file, { readOnly: true });
		try {
			database.exec('pragma busy_timeout = 5000');
			return database.prepare(sql).all(...values) as T[];
		} finally {
			database.close();
		}
	}
}
