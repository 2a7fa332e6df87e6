import rows from '../eval/rows/messages.json';
import { earOf, problemsIn } from '../../nodes/shared/core/hearing/ear';
import { COMMERCIAL } from '../../nodes/shared/core/hearing/patterns/commercial';
import { HUMAN } from '../../nodes/shared/core/hearing/patterns/human';
import { INJECTION } from '../../nodes/shared/core/hearing/patterns/injection';
import { LGPD } from '../../nodes/shared/core/hearing/patterns/lgpd';
import { OPT_OUT } from '../../nodes/shared/core/hearing/patterns/optOut';
import { DELIVERY, SUPPORT, TECHNICAL } from '../../nodes/shared/core/hearing/patterns/product';
it('x', () => {
	const p = [COMMERCIAL, HUMAN, INJECTION, ...Object.values(LGPD), OPT_OUT, DELIVERY, SUPPORT, TECHNICAL].flatMap((l) => [
		...problemsIn(l.say),
		...problemsIn(l.unless ?? ''),
	]);
	const t0 = performance.now();
	const ear = earOf();
	const t1 = performance.now();
	const out: string[] = [`compile ${t1 - t0}`, ...p];
	for (const r of rows as any[]) {
		const h = ear(r.text);
		const l = h.map((x) => x.label);
		const miss = (r.want ?? []).filter((w: any) => !l.includes(w));
		const bad = (r.wantNot ?? []).filter((w: any) => l.includes(w));
		if (miss.length || bad.length) out.push(`${r.plain ? 'PLAIN ' : ''}${r.text} -> ${JSON.stringify(h)} miss ${miss} bad ${bad}`);
		const extra = l.filter((x: any) => !(r.want ?? []).includes(x) && !bad.includes(x));
		if (extra.length) out.push(`   extra ${r.text} ${JSON.stringify(h.filter((x) => extra.includes(x.label)))}`);
	}
	const long = (rows as any[])
		.map((r) => r.text)
		.join('. ')
		.slice(0, 4000);
	const ts: number[] = [];
	for (let i = 0; i < 60; i++) {
		const a = performance.now();
		ear(long);
		ts.push(performance.now() - a);
	}
	ts.sort((a, b) => a - b);
	out.push('4000 chars median ' + ts[30]);
	require('fs').writeFileSync('/tmp/ear.out', out.join('\n'));
});
