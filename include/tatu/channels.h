/* Channels: messages between guests, and between guests and their host.
 *
 *   tatu_channel_declaration orders;
 *   tatu_channel_declaration_defaults(&orders, sizeof orders);
 *   orders.name = "Orders";
 *   orders.message = "(String, Int)";
 *   tatu_host_module_add_channel(market, &orders, &of, &error);
 *   ...
 *   tatu_channel_create(of, NULL, &sender, &receiver, &error);
 *
 * and in programs:  pub fun shop(orders: market.OrdersSender) { orders.send(("rope", 3)) }
 *                   pub fun store(orders: market.OrdersReceiver) { val (what, count) = orders.receive() ... }
 */
#pragma once

#include <tatu/tatu.h>

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* ---- Channels: messages between guests
 *
 * A channel is known by its two ends, host objects like others: they are given to guests as arguments and results,
 * kept, released and revoked. Who has only the sender can only send. Any number of guests in any threads can have an
 * end, and the host uses it, too.
 *
 * For programs an end has the members that the language's own Channel has:
 *
 *   OrdersSender      send(message)   trySend(message): Bool             close()   isClosed   size
 *   OrdersReceiver    receive()   receiveOrNull()   tryReceive()         close()   isClosed   size
 *
 * Where these wait, a fiber waits as for an answer that comes later (tatu_host_call_suspend): the thread does not, a
 * stop and the deadline end it, and a call that is dropped has sent nothing. Messages come in the order in which they
 * were sent, and who has waited longest is the first; what has been handed to a fiber that never gets to take it goes
 * back to its place. When one of the ends is gone, which is to say that it was revoked, or that neither the host nor a
 * guest has it any more, the channel is closed.
 *
 * Messages are copied, at a price in fuel that depends on their size alone. While it waits a message counts for the
 * memory of the guest that sends it; then, until its receiver has stored it, for the bytes of the channel.
 *
 * Threads: everything here may be called by any thread at any time.
 */
/* What a host module says of its channels of one kind. */
typedef struct tatu_channel_declaration {
  size_t size;
  const char* name;         /* "Orders": the classes of the ends are called OrdersSender and OrdersReceiver */
  const char* message;      /* its type, as in declarations of functions; not optional (T?) */
  const void* sender_key;   /* of the classes, as for tatu_host_module_add_class; default null */
  const void* receiver_key; /* */
} tatu_channel_declaration;

void tatu_channel_declaration_defaults(tatu_channel_declaration* declaration, size_t size);
/* Adds the two classes. Messages can have objects of classes that were added before, also ends of other channels.
 * `added` is the class of the sender, which stands for both, and may be null. */
tatu_status tatu_host_module_add_channel(tatu_host_module* module, const tatu_channel_declaration* declaration,
                                         const tatu_class** added, tatu_error** error);

/* How much a channel holds. UINT64_MAX: as much as comes. */
typedef struct tatu_channel_options {
  size_t size;
  uint64_t messages; /* default 64. With 0, sender and receiver meet */
  uint64_t bytes;    /* of the host's memory, and so what one message can take at most; default 1 MiB. Each takes its
                        texts and bytes, 24 for each value in arrays and tuples (all in multiples of 16), and 160 */
} tatu_channel_options;

void tatu_channel_options_defaults(tatu_channel_options* options, size_t size);
/* Makes a channel. `of` is a class that tatu_host_module_add_channel has added, of a module that is finished. `options`
 * may be null: the defaults. The ends are yours to release (tatu_object_release); they go with their runtime at the
 * latest. */
tatu_status tatu_channel_create(const tatu_class* of, const tatu_channel_options* options, tatu_object** sender,
                                tatu_object** receiver, tatu_error** error);

/* Sends a message, which is copied. TATU_WAITING: not now, since it would have to wait. TATU_FAILED: the channel is
 * closed. TATU_MISUSE: it is no message of this channel, or no sender. */
tatu_status tatu_channel_try_send(tatu_object* sender, const tatu_value* message, tatu_error** error);

/* A message that the host has received. */
typedef struct tatu_message tatu_message;
/* Receives a message, which is yours to destroy. TATU_WAITING: not now, since there is none. TATU_FAILED: there is
 * none, and the channel is closed. */
tatu_status tatu_channel_try_receive(tatu_object* receiver, tatu_message** message, tatu_error** error);
/* Belongs to the message. */
const tatu_value* tatu_message_value(const tatu_message* message);
/* Before its runtime is destroyed. Null is allowed. */
void tatu_message_destroy(tatu_message* message);

/* Of either end. Nothing can be sent any more; what the channel holds can be received. Closing again does nothing. */
tatu_status tatu_channel_close(tatu_object* end);

/* Called when it is worth trying again: once behind each tatu_channel_try_send, or tatu_channel_try_receive, that gave
 * TATU_WAITING. By the thread that has made it so, which may be running a guest: it must not wait, nor use guests; it
 * may try again. */
typedef void (*tatu_ready_function)(void* data);
/* Sets the function for tries with this end, instead of an earlier one; null: none. `destroy`, which may be null, is
 * called with `data` when the function will not be called any more: when there is another one, or the end is gone. */
tatu_status tatu_channel_on_ready(tatu_object* end, tatu_ready_function function, void* data,
                                  tatu_destroy_function destroy);

/* What a channel has, and what has gone through it. */
typedef struct tatu_message_counters {
  size_t size;
  uint64_t messages; /* held: sent, and not yet stored by a receiver */
  uint64_t bytes;    /* of them */
  uint64_t sent;     /* in all */
  uint64_t received; /* in all */
  uint64_t waiting_senders;
  uint64_t waiting_receivers;
  bool is_closed;
} tatu_message_counters;

/* Of either end. `counters->size` has been set to the size that the host knows. */
tatu_status tatu_channel_counters(tatu_object* end, tatu_message_counters* counters);

#ifdef __cplusplus
}
#endif
#ifdef __GNUC__
#pragma GCC visibility pop
#endif
