import type { Golden } from '../golden';
import { attacks } from './attacks';
import { commercial } from './commercial';
import { corrections } from './corrections';
import { handover } from './handover';
import { products } from './products';
import { qualification } from './qualification';
import { temperatures } from './temperatures';

/** Theme → its golden conversations. */
export const themes: Record<string, Golden[]> = { qualification, temperatures, corrections, commercial, attacks, handover, products };
