import { invalid, notFound, Refusal } from './atendeaquiRefusal';

type Body = Record<string, unknown>;

export interface StepSeed {
	key: string;
	title: string;
	required: boolean;
	skippable?: boolean;
}

export interface FlowSeed {
	/** Public key (UUID). */
	key: string;
	slug: string;
	name: string;
	steps: StepSeed[];
}

export interface StoredProgress extends Body {
	external_user_id: string;
	status: 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETED' | 'ABANDONED';
	steps_completed: string[];
	steps_skipped: string[];
	step_data: Body;
	metadata: Body;
	started_at: string | null;
	completed_at: string | null;
	last_activity_at: string | null;
}

/** A flow as the vendor's example has it. */
export const DEMO_FLOW: FlowSeed = {
	key: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
	slug: 'onboarding-clientes',
	name: 'Onboarding de clientes',
	steps: [
		{ key: 'perfil', title: 'Conte sobre a empresa', required: true },
		{ key: 'configuracao-api', title: 'Configurar a API', required: true },
		{ key: 'convidar-equipe', title: 'Convidar a equipe', required: false, skippable: true },
		{ key: 'personalizar-marca', title: 'Personalizar a marca', required: false, skippable: true },
	],
};

/** One flow and how far everybody is in it. */
export class Flow {
	readonly users = new Map<string, StoredProgress>();

	constructor(
		readonly seed: FlowSeed,
		private readonly now: () => number,
	) {}

	structure(): Body {
		const { name, slug, steps } = this.seed;
		return {
			name,
			slug,
			description: '',
			flow_type: 'LINEAR',
			default_language: 'pt-BR',
			available_languages: ['pt-BR'],
			step_count: steps.length,
			flow_config: {},
			steps: steps.map(({ key, title, required, skippable = !required }, n) => ({
				step_key: key,
				title,
				description: '',
				order: n + 1,
				is_required: required,
				can_skip: skippable,
				step_type: 'INFO',
				step_config: {},
				content: '',
				content_html: '',
			})),
		};
	}

	/** Starting twice gives what is there. */
	start({ external_user_id, name, external_user_email, metadata, client_id }: Body): StoredProgress {
		const id = String(external_user_id);
		const existing = this.users.get(id);
		if (existing) return existing;
		const progress: StoredProgress = {
			external_user_id: id,
			external_user_name: name ?? null,
			external_user_email: external_user_email ?? null,
			flow_name: this.seed.name,
			flow_slug: this.seed.slug,
			status: 'IN_PROGRESS',
			current_step_key: null,
			current_step_title: null,
			completion_percentage: 0,
			steps_completed: [],
			steps_skipped: [],
			step_data: {},
			metadata: { ...(metadata as Body | undefined) },
			client_id: client_id ?? null,
			started_at: this.time(),
			completed_at: null,
			last_activity_at: null,
		};
		this.users.set(id, progress);
		return this.touched(progress);
	}

	get(userId: string): StoredProgress {
		const progress = this.users.get(userId);
		if (!progress) throw notFound('PROGRESS_NOT_FOUND', 'O usuário não iniciou este fluxo.');
		return progress;
	}

	startStep(userId: string, key: string): StoredProgress {
		const progress = this.get(userId);
		const step = this.step(key);
		this.touched(progress);
		return Object.assign(progress, { current_step_key: step.key, current_step_title: step.title });
	}

	completeSteps(userId: string, steps: Array<{ step_key: string; step_data?: Body }>): StoredProgress {
		const progress = this.get(userId);
		// All or none.
		for (const { step_key } of steps) this.step(step_key);
		for (const { step_key, step_data } of steps) {
			progress.steps_completed = [...progress.steps_completed.filter((key) => key !== step_key), step_key];
			progress.steps_skipped = progress.steps_skipped.filter((key) => key !== step_key);
			if (step_data) progress.step_data = { ...progress.step_data, [step_key]: step_data };
		}
		if (progress.status !== 'COMPLETED') progress.status = 'IN_PROGRESS';
		const isDone = this.seed.steps.every(({ key, required }) => !required || progress.steps_completed.includes(key));
		return isDone && progress.status !== 'COMPLETED' ? this.finish(userId, 'COMPLETED') : this.touched(progress);
	}

	skipStep(userId: string, key: string): StoredProgress {
		const progress = this.get(userId);
		const { required, skippable = !required } = this.step(key);
		if (!skippable) throw new Refusal(400, 'STEP_NOT_SKIPPABLE', 'Esta etapa é obrigatória.');
		if (progress.steps_completed.includes(key)) throw invalid('step_key', 'A etapa já foi concluída.');
		progress.steps_skipped = [...progress.steps_skipped.filter((one) => one !== key), key];
		return this.touched(progress);
	}

	finish(userId: string, status: 'COMPLETED' | 'ABANDONED'): StoredProgress {
		const progress = this.get(userId);
		return this.touched(Object.assign(progress, { status, completed_at: status === 'COMPLETED' ? this.time() : null }));
	}

	restart(userId: string): StoredProgress {
		const beginning = { status: 'IN_PROGRESS', steps_completed: [], steps_skipped: [], step_data: {}, completed_at: null };
		return this.touched(Object.assign(this.get(userId), beginning, { started_at: this.time() }));
	}

	mergeMetadata(userId: string, metadata: Body): StoredProgress {
		const progress = this.get(userId);
		progress.metadata = { ...progress.metadata, ...metadata };
		return this.touched(progress);
	}

	analytics(): Body {
		const all = [...this.users.values()];
		const count = (wanted: string) => all.filter(({ status }) => status === wanted).length;
		const share = (part: number) => (all.length === 0 ? 0 : Math.round((1000 * part) / all.length) / 10);
		const done = (key: string) => all.filter(({ steps_completed }) => steps_completed.includes(key)).length;
		return {
			total_starts: all.length,
			total_completions: count('COMPLETED'),
			completion_rate: share(count('COMPLETED')),
			in_progress: count('IN_PROGRESS'),
			abandoned: count('ABANDONED'),
			average_completion_time: null,
			step_drop_off: Object.fromEntries(
				this.seed.steps.map(({ key, title }) => [key, { title, completion_rate: share(done(key)), dropped: all.length - done(key) }]),
			),
		};
	}

	private step(key: string): StepSeed {
		const step = this.seed.steps.find((one) => one.key === key);
		if (!step) throw new Refusal(400, 'STEP_NOT_FOUND', `A etapa "${key}" não existe neste fluxo.`);
		return step;
	}

	private touched(progress: StoredProgress): StoredProgress {
		const passed = (key: string) => progress.steps_completed.includes(key) || progress.steps_skipped.includes(key);
		const next = progress.status === 'IN_PROGRESS' ? this.seed.steps.find(({ key }) => !passed(key)) : undefined;
		const share = this.seed.steps.filter(({ key }) => passed(key)).length / this.seed.steps.length;
		return Object.assign(progress, {
			current_step_key: next?.key ?? null,
			current_step_title: next?.title ?? null,
			completion_percentage: progress.status === 'COMPLETED' ? 100 : Math.round(share * 100),
			last_activity_at: this.time(),
		});
	}

	private time(): string {
		return new Date(this.now()).toISOString();
	}
}
