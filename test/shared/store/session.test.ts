import { newSession } from '../../../nodes/shared/core/session/state';
import { toRow, toSession, virtualSession } from '../../../nodes/shared/store/session';
import { storable } from '../../../nodes/shared/store/storable';

it('a session goes into a row and back', () => {
	const session = { ...newSession(), mode: 'human' as const, humanAttendant: 'ana', metadata: { tags: ['vip'] } };
	expect(toSession({ ...toRow(session), version: 3 })).toEqual(session);
	expect(toSession(virtualSession('C1', '5511900000001'))).toEqual(newSession());
});

it.each(['robot', '', 'AGENT'])('the mode %j, which nobody knows, is read as paused: the agent must not speak on a guess', (mode) => {
	expect(toSession({ ...virtualSession('C1', '5511900000001'), mode }).mode).toBe('paused');
});

it('what is no character is taken out of texts at any depth, the rest stays', () => {
	expect(storable({ a: ['x\0y', { b: '\ud83dz' }], n: 1, t: true, o: null, e: '😀 á', left: undefined })).toEqual({
		a: ['xy', { b: 'z' }],
		n: 1,
		t: true,
		o: null,
		e: '😀 á',
	});
});
