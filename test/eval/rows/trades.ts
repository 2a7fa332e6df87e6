import { bakery } from './trades/bakery';
import { buildingSupplies } from './trades/buildingSupplies';
import { clinic } from './trades/clinic';
import { hairSalon } from './trades/hairSalon';
import { internetProvider } from './trades/internetProvider';
import type { Trade } from './trades/trade';

/** Words of five trades that no list of the project names. */
export const TRADES: Trade[] = [bakery, hairSalon, internetProvider, clinic, buildingSupplies];
