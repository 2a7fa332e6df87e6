import { earOf } from '../../nodes/shared/core/hearing/ear';
import { SAID, NOT_SAID } from '../shared/core/hearing/sayings';
it('x', () => {
	const ear = earOf();
	const out: string[] = [];
	for (const [l, ts] of Object.entries(SAID)) {
		let ok = 0;
		for (const t of ts) {
			const h = ear(t);
			if (h.some((x) => x.label === l)) ok++;
			else out.push(`MISS ${l}: ${t} ${JSON.stringify(h.map((x) => x.label))}`);
		}
		out.push(`${l} ${ok}/${ts.length}`);
	}
	for (const [l, ts] of Object.entries(NOT_SAID)) {
		let bad = 0;
		for (const t of ts) {
			const h = ear(t).find((x) => x.label === l);
			if (h) {
				bad++;
				out.push(`FALSE ${l}: ${t} [${h.phrase}]`);
			}
		}
		out.push(`not ${l} ${bad}/${ts.length}`);
	}
	require('fs').writeFileSync('/tmp/say.out', out.join('\n'));
});
