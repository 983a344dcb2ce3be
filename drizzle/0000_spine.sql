CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"login" text,
	"password_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "act_receipt" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"command" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "act_receipt_community_id_meeting_id_actor_key_pk" PRIMARY KEY("community_id","meeting_id","actor","key")
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"person_id" text NOT NULL,
	"standing" text NOT NULL,
	"here" boolean NOT NULL,
	"excused" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attendance_community_id_meeting_id_person_id_pk" PRIMARY KEY("community_id","meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "ballot" (
	"community_id" text NOT NULL,
	"round_id" text NOT NULL,
	"id" text NOT NULL,
	"voter" text NOT NULL,
	"choice" text NOT NULL,
	"standing" text NOT NULL,
	"channel" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"entered_by" text,
	"witnessed_by" text,
	CONSTRAINT "ballot_community_id_round_id_id_pk" PRIMARY KEY("community_id","round_id","id")
);
--> statement-breakpoint
CREATE TABLE "body" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"term_from" date NOT NULL,
	"term_to" date NOT NULL,
	CONSTRAINT "body_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "body_member" (
	"community_id" text NOT NULL,
	"body_id" text NOT NULL,
	"person_id" text NOT NULL,
	"seat" text NOT NULL,
	CONSTRAINT "body_member_community_id_body_id_person_id_pk" PRIMARY KEY("community_id","body_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "community" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "community_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "directory" (
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"community_id" text NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "directory_kind_code_pk" PRIMARY KEY("kind","code")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY NOT NULL,
	"key_check" text NOT NULL,
	"setup_token" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"body_id" text NOT NULL,
	"code" text NOT NULL,
	"head_seq" integer DEFAULT 0 NOT NULL,
	"head_hash" text DEFAULT '' NOT NULL,
	"stage" text DEFAULT 'none' NOT NULL,
	"title_id" text,
	"starts_at" timestamp (3) with time zone,
	CONSTRAINT "meeting_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meeting_event" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"seq" integer NOT NULL,
	"v" integer NOT NULL,
	"type" text NOT NULL,
	"actor" text NOT NULL,
	"on_behalf_of" text,
	"at" timestamp (3) with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"salt" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "meeting_event_community_id_meeting_id_seq_pk" PRIMARY KEY("community_id","meeting_id","seq")
);
--> statement-breakpoint
CREATE TABLE "meeting_text" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"body" text,
	"salt" text,
	"hash" text NOT NULL,
	CONSTRAINT "meeting_text_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "office" (
	"community_id" text NOT NULL,
	"body_id" text NOT NULL,
	"role" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "office_community_id_body_id_role_person_id_pk" PRIMARY KEY("community_id","body_id","role","person_id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"building" text DEFAULT '' NOT NULL,
	"room" text DEFAULT '' NOT NULL,
	"grid" text DEFAULT '' NOT NULL,
	"standing" text DEFAULT '' NOT NULL,
	"phone" text,
	"administrator" boolean DEFAULT false NOT NULL,
	"account_id" text,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "person_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "round" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"item_id" text NOT NULL,
	"title_id" text NOT NULL,
	"stage" text NOT NULL,
	"announced_at" timestamp (3) with time zone,
	"verdict" text,
	CONSTRAINT "round_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "round_roll" (
	"community_id" text NOT NULL,
	"round_id" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "round_roll_community_id_round_id_person_id_pk" PRIMARY KEY("community_id","round_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "rule_set" (
	"community_id" text NOT NULL,
	"body_id" text NOT NULL,
	"version" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"effective_on" date NOT NULL,
	"approved_by" text DEFAULT '' NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rule_set_community_id_body_id_version_pk" PRIMARY KEY("community_id","body_id","version")
);
--> statement-breakpoint
CREATE TABLE "screen_link" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"id" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "screen_link_community_id_meeting_id_id_pk" PRIMARY KEY("community_id","meeting_id","id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"community_id" text,
	"person_id" text,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slip" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"issued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "slip_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
ALTER TABLE "act_receipt" ADD CONSTRAINT "act_receipt_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_community_id_round_id_round_community_id_id_fk" FOREIGN KEY ("community_id","round_id") REFERENCES "public"."round"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body" ADD CONSTRAINT "body_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_member" ADD CONSTRAINT "body_member_community_id_body_id_body_community_id_id_fk" FOREIGN KEY ("community_id","body_id") REFERENCES "public"."body"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_member" ADD CONSTRAINT "body_member_community_id_person_id_person_community_id_id_fk" FOREIGN KEY ("community_id","person_id") REFERENCES "public"."person"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_community_id_person_id_person_community_id_id_fk" FOREIGN KEY ("community_id","person_id") REFERENCES "public"."person"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_community_id_body_id_body_community_id_id_fk" FOREIGN KEY ("community_id","body_id") REFERENCES "public"."body"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_event" ADD CONSTRAINT "meeting_event_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_text" ADD CONSTRAINT "meeting_text_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_community_id_body_id_body_community_id_id_fk" FOREIGN KEY ("community_id","body_id") REFERENCES "public"."body"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_community_id_person_id_person_community_id_id_fk" FOREIGN KEY ("community_id","person_id") REFERENCES "public"."person"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_roll" ADD CONSTRAINT "round_roll_community_id_round_id_round_community_id_id_fk" FOREIGN KEY ("community_id","round_id") REFERENCES "public"."round"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_set" ADD CONSTRAINT "rule_set_community_id_body_id_body_community_id_id_fk" FOREIGN KEY ("community_id","body_id") REFERENCES "public"."body"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screen_link" ADD CONSTRAINT "screen_link_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slip" ADD CONSTRAINT "slip_community_id_person_id_person_community_id_id_fk" FOREIGN KEY ("community_id","person_id") REFERENCES "public"."person"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ballot_once" ON "ballot" USING btree ("community_id","round_id","voter") WHERE standing = 'counted';--> statement-breakpoint
CREATE INDEX "directory_ref" ON "directory" USING btree ("community_id","kind","ref");--> statement-breakpoint
CREATE INDEX "meeting_starts" ON "meeting" USING btree ("community_id","starts_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "office_one_chair" ON "office" USING btree ("community_id","body_id") WHERE role = 'chair';--> statement-breakpoint
CREATE UNIQUE INDEX "person_household" ON "person" USING btree ("community_id","building","room","name") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_account" ON "person" USING btree ("community_id","account_id") WHERE account_id is not null;--> statement-breakpoint
CREATE INDEX "round_meeting" ON "round" USING btree ("community_id","meeting_id");--> statement-breakpoint
CREATE INDEX "round_announced" ON "round" USING btree ("community_id","announced_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "slip_valid" ON "slip" USING btree ("community_id","person_id") WHERE revoked_at is null;