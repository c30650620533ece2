from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0034_what_the_table_said_of_a_plan"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("arrived", "つなぎが届きました"),
                    ("answered", "つなぎに返事がありました"),
                    ("said", "やりとりが届きました"),
                    ("unanswered", "つなぎに、まだ返事がありません"),
                    ("due", "次の一手の日です"),
                    ("overdue", "次の一手の日をすぎています"),
                    ("quiet", "しばらく記録がありません"),
                    ("coordination", "多機関協働で進め方を決めます"),
                    ("passed", "次の一手の担当になりました"),
                    ("protection", "期間の終わりが近づいています"),
                    ("succeeded", "引き継ぎが届きました"),
                    ("closed", "ケースが終わりになりました"),
                    ("emergency", "緊急の閲覧がありました"),
                    ("view_asked", "閲覧のおねがいが届きました"),
                    ("view_answered", "閲覧のおねがいに返事がありました"),
                    ("consented", "本人の同意で見られるようになりました"),
                    ("consent_withdrawn", "本人の同意がなくなりました"),
                    ("consent_ends", "同意の期限が近づいています"),
                    ("consent_again", "同意を、もう一度お願いする時期です"),
                    ("role_asked", "プランの役割をたのまれました"),
                    ("role_answered", "プランの役割に返事がありました"),
                    ("role_decided", "会議で役割が決まりました"),
                    ("evaluation", "プランの評価の日が近づいています"),
                    ("invited", "会議に招かれました"),
                    ("sitting", "会議の日が近づいています"),
                    ("packet", "会議の資料の期限です"),
                    ("off_table", "議題の同意がなくなりました"),
                    ("brought", "議題が持ちこまれました。席をえらびます"),
                    ("item_off", "議題が取り下げになりました"),
                    ("continued", "議題は、次回も話し合うことになりました"),
                    ("sitting_moved", "会議の予定が変わりました"),
                    ("called_off", "会議が取りやめになりました"),
                    ("papers", "会議の資料を読めます"),
                    ("pact_ends", "協定の終わりが近づいています"),
                    ("pact_over", "協定の期間が終わりました"),
                    ("issue_answered", "地域課題に、会議の答えがありました"),
                ],
                max_length=20,
                verbose_name="お知らせ",
            ),
        ),
    ]
