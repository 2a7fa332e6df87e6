import type { AttendanceUser } from '../../shared/store/attendanceLogins';

/**
 * Whether somebody may see a conversation, as at `GET /conversations/{id}`: supervisors and admins all, an attendant their own and what nobody has.
 * @param owner id of attendants, or who took it on the phone
 */
export const maySee = ({ attendant, role }: AttendanceUser, owner: string | null): boolean =>
	role === 'admin' || role === 'supervisor' || (role === 'atendente' && (owner === attendant || owner === null));
