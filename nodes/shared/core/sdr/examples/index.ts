import { bakery } from './bakery';
import { buildingSupplies } from './buildingSupplies';
import { clinic } from './clinic';
import type { ExampleCompany } from './company';
import { hairSalon } from './hairSalon';
import { internetProvider } from './internetProvider';

export type { ExampleCompany };

/** Companies to try the agent out with, by the value that workflows store; none is ever a default. Who adds one adds its row here. */
export const EXAMPLES = { bakery, buildingSupplies, clinic, hairSalon, internetProvider } satisfies Record<string, ExampleCompany>;
