/** A phone as Brazilians write it: "(31) 90000-0001", "(31) 3000-0001"; a foreign number as "+351…"; anything else as it came. */
export function formatPhone(phone: string): string {
	if (!/^\d+$/.test(phone)) return phone;
	const brazilian = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(phone);
	if (brazilian) return `(${brazilian[1]}) ${brazilian[2]}-${brazilian[3]}`;
	return phone.length >= 8 && phone.length <= 15 ? `+${phone}` : phone;
}
