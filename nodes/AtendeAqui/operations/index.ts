import type { Resources } from '../../shared/kit/operation';
import { clients } from './client';
import { flows } from './flow';
import { progress } from './progress';
import { teamMember } from './teamMember';
import { widgetToken } from './widgetToken';

export const resources: Resources = { client: clients, flow: flows, progress, teamMember, widgetToken };
