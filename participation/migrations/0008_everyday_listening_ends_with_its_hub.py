from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0007_learning_notes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='engagement',
            name='everyday_listening_stays_open',
        ),
        migrations.AddConstraint(
            model_name='engagement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('size', 'everyday'), _negated=True), ('stage__in', ('planning', 'open', 'closed')), _connector='OR'), name='everyday_listening_is_open_or_closed'),
        ),
    ]
