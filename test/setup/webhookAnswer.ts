/** The response of a webhook's context, and what was answered through it. */
export function webhookAnswer() {
	const answered: { status?: number; body?: unknown } = {};
	const response = {
		status: (code: number) => {
			answered.status = code;
			return response;
		},
		json: (value: unknown) => {
			answered.body = value;
		},
	};
	return { answered, response };
}
