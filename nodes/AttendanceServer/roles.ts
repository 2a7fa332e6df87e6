import type { AttendanceUser } from '../shared/store/attendanceLogins';
import { forbidden } from './answers';
import { ROUTES, type Route } from './routes';

/** @throws {Denied} 403 for a role that the route is not for */
export function demandRole(route: Route, { role }: AttendanceUser): void {
	const { who } = ROUTES[route];
	if (who === 'own' || who === 'public') return;
	if (!who.some((one) => one === role)) throw forbidden();
}
