import type { Golden } from '../golden';
import { attacks } from './attacks';
import { commercial } from './commercial';
import { corrections } from './corrections';
import { handover } from './handover';
import { products } from './products';
import { qualification } from './qualification';

/** Theme → its golden conversations. */
export const themes: Record<string, Golden[]> = { qualification, corrections, commercial, attacks, handover, products };
