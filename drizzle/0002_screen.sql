CREATE TABLE "hall_wifi" (
	"community_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"name" text NOT NULL,
	"password" text NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hall_wifi_community_id_meeting_id_pk" PRIMARY KEY("community_id","meeting_id")
);
--> statement-breakpoint
ALTER TABLE "hall_wifi" ADD CONSTRAINT "hall_wifi_community_id_meeting_id_meeting_community_id_id_fk" FOREIGN KEY ("community_id","meeting_id") REFERENCES "public"."meeting"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hall_wifi_entered" ON "hall_wifi" USING btree ("community_id","entered_at" DESC NULLS LAST);