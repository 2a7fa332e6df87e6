import rows from '../eval/rows/messages.json';
import { earOf } from '../../nodes/shared/core/hearing/ear';
import { tokensOf } from '../../nodes/shared/core/hearing/tokens';
import { Session } from 'node:inspector';
it('x', async () => {
	const ear = earOf();
	const long = (rows as any[])
		.map((r) => r.text)
		.join('. ')
		.slice(0, 4000);
	const t0 = performance.now();
	for (let i = 0; i < 100; i++) tokensOf(long);
	const t1 = performance.now();
	const s = new Session();
	s.connect();
	const post = (m: string) => new Promise<any>((r) => s.post(m as any, (e: any, v: any) => r(v)));
	await post('Profiler.enable');
	await post('Profiler.start');
	for (let i = 0; i < 150; i++) ear(long);
	const { profile } = await post('Profiler.stop');
	const self: Record<string, number> = {};
	const dt = profile.timeDeltas;
	const byId = new Map(profile.nodes.map((n: any) => [n.id, n]));
	profile.samples.forEach((id: number, i: number) => {
		const n: any = byId.get(id);
		const k = n.callFrame.functionName + ':' + n.callFrame.url.split('/').pop() + ':' + n.callFrame.lineNumber;
		self[k] = (self[k] ?? 0) + dt[i];
	});
	require('fs').writeFileSync(
		'/tmp/prof.out',
		`tok ${(t1 - t0) / 100}\n` +
			Object.entries(self)
				.sort((a, b) => b[1] - a[1])
				.slice(0, 14)
				.map(([k, v]) => `${k} ${(v / 150000).toFixed(2)}ms`)
				.join('\n'),
	);
});
