import { answerTime } from '../../nodes/SdrAgent/turnTime';
import { customerTurn, newPlace } from '../setup/house';

it('a claimed turn tells until when it is held, so that the model is not asked for longer', async () => {
	const turn = await customerTurn(newPlace());
	const leaseMs = Date.parse(String(turn.lease_until)) - Date.parse(String(turn.claimed_at));
	expect(leaseMs).toBe(90_000);
	const now = Date.parse(String(turn.claimed_at));
	expect(answerTime(turn.lease_until, 120_000, 'one', now)).toBe(80_000);
	expect(answerTime(turn.lease_until, 20_000, 'one', now)).toBe(40_000);
});
