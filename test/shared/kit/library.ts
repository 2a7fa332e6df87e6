import { choice, count, entries, flag, group, list, longText, onlyWhen, required, text } from '../../../nodes/shared/kit/field';
import { operation, type Resources } from '../../../nodes/shared/kit/operation';

/** A fictional vendor that lends books. */
export const library = {
	shelf: {
		name: 'Shelf',
		operations: {
			getMany: operation({
				name: 'Get Many',
				action: 'Get many shelves',
				description: 'List the shelves',
				request: 'GET /shelves',
				fields: { room: text('Room', { at: 'filter.room' }) },
				options: { genres: list('Genres') },
			}),
		},
	},
	book: {
		name: 'Book',
		operations: {
			lend: operation({
				name: 'Lend',
				action: 'Lend book',
				description: 'Give a book to a reader',
				request: 'POST /books/{book}/loans',
				notice: 'Only while the library is open.',
				fields: {
					book: required(text('Book ID')),
					reader: required(text('Reader', { at: 'loan.reader.name' })),
					days: count('Days', { min: 1, max: 30, default: 14 }, { at: 'loan.days' }),
				},
				options: {
					note: longText('Note'),
					isGift: flag('Gift', 'Whether it is a gift'),
					channel: { ...choice('Channel', { b: 'Branch', a: 'App' }), inQuery: true },
				},
				fixed: { source: 'desk' },
			}),
			add: operation({
				name: 'Add',
				action: 'Add book',
				description: 'Add a book with its authors',
				request: 'PUT /books',
				fields: {
					authors: required(
						entries('Authors', 'Author', {
							name: required(text('Name')),
							born: text('Born', { at: 'life.from' }),
							prizes: entries('Prizes', 'Prize', { title: required(text('Title')) }),
						}),
					),
					form: choice('Form', { paper: 'Paper', audio: 'Audio' }),
					minutes: onlyWhen({ form: ['audio'] }, required(count('Minutes', { min: 1 }))),
				},
				options: { publisher: group('Publisher', { name: required(text('Name')), city: text('City') }) },
			}),
			remove: operation({
				name: 'Delete',
				action: 'Delete book',
				description: 'Take a book off the shelf',
				request: 'DELETE /books/{book}',
				fields: { book: required(text('Book ID', { at: 'bookId' })), reason: text('Reason', { at: 'why' }) },
			}),
		},
	},
} satisfies Resources;

export const { lend, add, remove } = library.book.operations;
export const { getMany } = library.shelf.operations;
