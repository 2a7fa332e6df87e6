/** What the system tells of the machine that this runs on. */
export { hostname } from 'node:os';
